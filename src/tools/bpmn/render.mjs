// Draws every model into docs/processes, or only those named: node render.mjs [daily-sweep ...]
// Needs a Chromium; CHROMIUM names another one than Debian's.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const models = join(root, 'bpmn');
const pictures = join(root, 'docs', 'processes');
const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');

const wanted = process.argv.slice(2);
const names = wanted.length > 0
  ? wanted
  : (await readdir(models)).filter(file => file.endsWith('.bpmn')).map(file => file.slice(0, -'.bpmn'.length));
const missing = names.filter(name => !existsSync(join(models, `${name}.bpmn`)));

if (names.length === 0 || missing.length > 0) {
  console.error(`no such model: ${missing.join(', ') || 'none in bpmn/'}`);
  process.exit(1);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? [ '--no-sandbox' ] : []
});

try {
  await mkdir(pictures, { recursive: true });

  for (const name of names) {
    const { svg, warnings } = await draw(await readFile(join(models, `${name}.bpmn`), 'utf8'));
    warnings.forEach(warning => console.error(`${name}: ${warning}`));

    if (warnings.length > 0) {
      process.exitCode = 1;
    }
    await writeFile(join(pictures, `${name}.svg`), onWhite(withStableIds(svg)));
    console.log(`docs/processes/${name}.svg`);
  }
} finally {
  await browser.close();
}

async function draw(xml) {
  const page = await browser.newPage();

  try {
    await page.setContent('<div id="canvas" style="width:1600px;height:900px"></div>');
    await page.addScriptTag({ path: viewer });
    return await page.evaluate(async source => {
      const drawing = new window.BpmnJS({ container: '#canvas' });
      const { warnings } = await drawing.importXML(source);
      return { svg: (await drawing.saveSVG()).svg, warnings: warnings.map(warning => warning.message) };
    }, xml);
  } finally {
    await page.close();
  }
}

// Markers get random ids: number them, so that an unchanged model gives an unchanged file.
function withStableIds(svg) {
  const numbers = new Map();
  return svg.replace(/marker-[0-9a-z]{20,}/g, id => {
    if (!numbers.has(id)) {
      numbers.set(id, `marker-${numbers.size + 1}`);
    }
    return numbers.get(id);
  });
}

// A transparent picture can't be read on a dark page.
function onWhite(svg) {
  return svg.replace(
    /<svg [^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*>/,
    (tag, x, y, width, height) => `${tag}<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>`
  );
}
