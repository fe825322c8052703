// bpmnlint as a script for a browser, bundled for ModelLintIT: bpmnlint.findings(xml) answers what is wrong in a model.
import Linter from 'bpmnlint/lib/linter.js';
import { BpmnModdle } from 'bpmn-moddle';
import config from './.bpmnlintrc';
import { version } from './node_modules/bpmnlint/package.json';

const resolver = {
  resolveRule: (pkg, name) => require(`./node_modules/bpmnlint/rules/${name}.js`),
  resolveConfig: (pkg, name) => require(`./node_modules/bpmnlint/config/${name}.js`)
};

async function findings(xml) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  // a linter of its own for each model: some rules remember the ids that they have seen
  const reports = Object.entries(await new Linter({ config, resolver }).lint(rootElement))
    .flatMap(([ rule, found ]) => found.map(({ id, message }) => `${id} ${message} (${rule})`));

  return [ ...warnings.map(({ message }) => message), ...reports ];
}

window.bpmnlint = { findings, version };
