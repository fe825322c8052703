/* Cockpit's settings; replaces the file in the vendor's jar. */
export default {
  app: {
    name: 'Cockpit',
    vendor: 'Supervision'
  },
  locales: {
    availableLocales: ['en'],
    fallbackLocale: 'en'
  },
  customScripts: ['supervision/plugin']
};
