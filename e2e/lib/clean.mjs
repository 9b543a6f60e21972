// What every page promises: no finding of axe (WCAG 2.0 to 2.2, A and AA, and best practice), no sideways scroll at 320 px, one main and
// one h1, and HTML and CSS that the Nu checker accepts.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const jar = fileURLToPath(new URL('../node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));

const RULES = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'target-size': { enabled: true } },
};

// label says which state the page is in; except names rules of axe that do not hold here, for a reason that stands beside the call.
export async function assertClean(page, label = '', { except = [] } = {}) {
  const where = `${page.who} at ${page.url()} ${label}`.trim();
  const before = page.viewportSize();
  const found = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await violations(page, except)).map(v => `${width} px: ${v}`));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const shape = await page.evaluate(() => {
    const d = document.scrollingElement;
    const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > d.clientWidth + 1)
      .slice(0, 3).map(e => `${e.tagName.toLowerCase()}.${e.className}`);
    return {
      over: d.scrollWidth - d.clientWidth, wide,
      main: document.querySelectorAll('main').length, h1: document.querySelectorAll('h1').length, title: document.title.trim(),
    };
  });
  await page.setViewportSize(before);
  if (shape.over > 0) found.push(`320 px: scrolls ${shape.over} px sideways (${shape.wide.join(', ')})`);
  if (shape.main !== 1) found.push(`${shape.main} <main>`);
  if (shape.h1 !== 1) found.push(`${shape.h1} <h1>`);
  if (!shape.title) found.push('no title');
  if (found.length > 0) assert.fail(`${where}\n  ${found.join('\n  ')}`);
}

// violations runs axe in the page; evaluate is not subject to the page's Content-Security-Policy, a script element would be.
async function violations(page, except) {
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axe);
  return page.evaluate(async rules => {
    const r = await window.axe.run(document, rules);
    return r.violations.map(v => `${v.id} [${v.impact}] ${v.help}: ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} ${n.html.slice(0, 120)}`).join(' | ')}`);
  }, { ...RULES, rules: { ...RULES.rules, ...Object.fromEntries(except.map(id => [id, { enabled: false }])) } });
}

// Pages collects what the portal served, to be checked by one run of the Nu checker: starting Java takes longer than checking a page.
export class Pages {
  constructor() { this.html = new Map(); this.css = new Map(); }

  // add keeps the document that page was drawn from, and the stylesheets it links.
  async add(page, label = '') {
    if (!page.shown) return;
    const text = await page.shown.text().catch(() => null);
    assert.ok(text !== null, `the answer of ${page.url()} is gone; add it before the page moves on`);
    this.addText(`${page.who} ${page.shown.url()} ${label}`.trim(), text);
    for (const href of await page.evaluate(() => [...document.querySelectorAll('link[rel=stylesheet]')].map(l => l.href))) {
      if (!this.css.has(href)) this.css.set(href, await (await page.request.get(href)).text());
    }
  }

  addText(name, text) { this.html.set(name, text); }

  assertValid() {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'ieum-vnu-'));
    try {
      const found = [...check(dir, '.html', this.html), ...check(dir, '.css', this.css)];
      if (found.length > 0) assert.fail(`the Nu checker:\n${found.join('\n')}`);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
}

function check(dir, suffix, texts) {
  if (texts.size === 0) return [];
  const names = new Map();
  let n = 0;
  for (const [name, text] of texts) {
    const file = path.join(dir, `${n++}${suffix}`);
    writeFileSync(file, text);
    names.set(file, name);
  }
  const args = ['-Xmx512m', '-jar', jar, '--format', 'json', '--exit-zero-always', ...(suffix === '.css' ? ['--css'] : []), ...names.keys()];
  const r = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 256 << 20 });
  let answer;
  try {
    answer = JSON.parse(r.stderr);
  } catch {
    throw new Error(`the Nu checker did not answer: ${r.error ?? r.stderr}`);
  }
  return answer.messages
    .filter(m => m.type === 'error' || m.type === 'non-document-error')
    .map(m => `${names.get(fileURLToPath(m.url)) ?? m.url}:${m.lastLine ?? '?'} ${m.message} … ${(m.extract ?? '').replace(/\s+/g, ' ').slice(0, 120)}`);
}
