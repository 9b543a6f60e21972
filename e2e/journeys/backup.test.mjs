// A copy taken while sixty people apply holds everything that was acknowledged before it began, restores on an empty machine, and keeps every rule.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { binary, PASSWORD, portal } from '../lib.mjs';

const CROWD = 60;
const SEATS = 20;
const city = portal({ args: ['--crowd', String(CROWD)] });

// Person is someone with a cookie and no browser: sixty of those would be the test, not the portal.
class Person {
  constructor(n) { this.email = `u${n}@demo.example`; this.jar = new Map(); }

  async send(method, where, form) {
    const r = await fetch(city.base + where, {
      method, redirect: 'manual', body: form && new URLSearchParams(form),
      headers: { cookie: [...this.jar].map(c => c.join('=')).join('; '), origin: city.base, 'sec-fetch-site': 'same-origin' },
    });
    for (const c of r.headers.getSetCookie()) this.jar.set(...c.split(';')[0].split(/=(.*)/s, 2));
    return { status: r.status, to: r.headers.get('location'), text: await r.text() };
  }

  async signIn() {
    const r = await this.send('POST', '/login', { email: this.email, password: PASSWORD });
    assert.equal(r.status, 303, `${this.email} signed in: ${r.status}`);
  }

  // apply reads the form and sends it as it came, with the consent that only a person can give.
  async apply(section) {
    const page = await this.send('GET', `${section}/applications`);
    const key = /name="request_key" value="([^"]+)"/.exec(page.text);
    if (!key) return { refused: true };
    const began = Date.now();
    const r = await this.send('POST', `${section}/applications`, { phone: '010-0000-0000', consent: 'on', request_key: key[1] });
    return { status: r.status, receipt: r.to, began, answered: Date.now() };
  }
}

test('backup while people apply, restore, and every acknowledged application is there', { timeout: 180_000 }, async t => {
  const page = await city.as();
  await page.goto('/programs/crowd-20');
  const section = await page.locator('main a[href^="/sections/"]:not([href$=".ics"])').first().getAttribute('href').then(h => h.replace(/\/applications$/, ''));
  await page.context().close();

  const people = Array.from({ length: CROWD }, (_, i) => new Person(i + 1));
  for (let i = 0; i < people.length; i += 4) await Promise.all(people.slice(i, i + 4).map(p => p.signIn()));

  // They come one after another, a few at a time; the copy begins when a third of them have been answered.
  const copy = path.join(city.dir, 'copy.ieum');
  const answers = new Map();
  let taking, began;
  const queue = [...people];
  const worker = async () => {
    for (let p = queue.shift(); p; p = queue.shift()) {
      answers.set(p, await p.apply(section));
      if (!taking && answers.size >= CROWD / 3) {
        began = Date.now();
        taking = city.ieumLater('backup', copy);
      }
      await sleep(10);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const said = await taking;
  t.diagnostic(said.trim());
  for (const [p, a] of answers) assert.ok(a.refused || a.status === 303, `${p.email} got ${a.status}`);
  const before = [...answers].filter(([, a]) => a.receipt && a.answered < began);
  assert.ok(before.length >= SEATS / 2, `${before.length} were answered before the copy began`);
  assert.match(city.ieum('invariants'), /^seats \d+ ok$/m);

  const where = await city.restored(copy);
  try {
    const run = (...args) => execFileSync(binary(), args, { env: { ...process.env, IEUM_DATABASE: where.database, IEUM_DATA: where.files }, encoding: 'utf8' });
    const checks = run('invariants');
    t.diagnostic(checks.trim().replaceAll('\n', ', '));
    assert.match(checks, /^seats \d+ ok$/m);
    assert.doesNotMatch(checks, /broken/);

    // The restored portal serves, and each of them finds the receipt that they were given.
    await city.move(where);
    let places = 0;
    for (const [p, a] of before) {
      await p.signIn();
      const receipt = await p.send('GET', new URL(a.receipt, city.base).pathname);
      assert.equal(receipt.status, 200, `${p.email} has lost ${a.receipt}`);
      if (receipt.text.includes('자리가 확정되었습니다')) places++;
    }
    assert.ok(places <= SEATS, `${places} places for ${SEATS} seats`);
    assert.ok(places >= Math.min(SEATS, before.length) - 2, `${places} of ${before.length} early people have a place`);
    // And it takes the next application.
    const late = people.find(p => !before.some(([q]) => q === p));
    await late.signIn();
    const answer = await late.apply(section);
    assert.ok(answer.refused || answer.status === 303, `after the restore an application got ${answer.status}`);
    assert.match(run('invariants'), /^seats \d+ ok$/m);
  } finally {
    where.drop?.();
  }
});

test('restore refuses to write over a database that is there, and a copy that was damaged', async () => {
  const copy = path.join(city.dir, 'copy.ieum');
  assert.throws(() => execFileSync(binary(), ['restore', copy], { env: { ...process.env, ...city.settings() }, encoding: 'utf8', stdio: 'pipe' }),
    e => e.status === 1 && /\S/.test(e.stderr), 'the database that is served');
  const bytes = readFileSync(copy);
  for (const [name, damage] of [['cut', bytes.subarray(0, bytes.length / 2)], ['flipped', flip(bytes)]]) {
    const damaged = path.join(city.dir, name);
    writeFileSync(damaged, damage);
    await assert.rejects(city.restored(damaged), e => e.status === 1 && /\S/.test(e.stderr), `a copy that was ${name}`);
  }
});

const flip = bytes => { const b = Buffer.from(bytes); b[b.length >> 1] ^= 0xff; return b; };
