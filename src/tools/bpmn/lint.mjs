// Lints every model and fails on any warning, or when there is no model to lint.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

const here = dirname(fileURLToPath(import.meta.url));
const models = join(here, '..', '..', '..', 'bpmn');
const files = readdirSync(models).filter(name => name.endsWith('.bpmn')).map(name => join(models, name));

if (files.length === 0) {
  console.error(`no model found in ${models}`);
  process.exit(1);
}

const { status } = spawnSync(
  process.execPath,
  [ join(here, 'node_modules', 'bpmnlint', 'bin', 'bpmnlint.js'), '--max-warnings=0', ...files ],
  { cwd: here, stdio: 'inherit' }
);

if (status === 0) {
  console.log(`${files.length} models, no finding`);
}
process.exit(status ?? 1);
