// Shows how far long work is without loading the page again, and says it to screen readers at each fifth and at the end.
(() => {
  const every = 2000;
  const said = document.getElementById('said');
  let lastFifth = fifth();

  function progress() {
    return document.getElementById('progress');
  }

  function fifth() {
    const bar = document.querySelector('#progress progress');
    return bar ? Math.floor(5 * bar.value / bar.max) : 'over';
  }

  async function look() {
    const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.getElementById('progress');
    if (!now) return;
    if (!now.dataset.running) document.getElementById('outcome').replaceWith(page.getElementById('outcome'));
    const focused = document.activeElement && document.activeElement.closest('#progress a') ? document.activeElement.getAttribute('href') : null;
    progress().replaceWith(now);
    if (focused) [...now.querySelectorAll('a')].filter(link => link.getAttribute('href') === focused).forEach(link => link.focus());
    if (fifth() !== lastFifth) said.textContent = now.dataset.said;
    lastFifth = fifth();
  }

  async function again() {
    try {
      await look();
    } catch {
      // no connection just now: the next look may find it
    }
    if (progress().dataset.running) setTimeout(again, every);
  }

  if (progress().dataset.running) setTimeout(again, every);
})();
