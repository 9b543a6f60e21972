// One Chromium, and people in it. Whatever a page does that it must not (console errors, Content-Security-Policy violations, exceptions,
// 5xx answers, requests that leave the machine) is written down and fails the test that looks next.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { PASSWORD, email } from './personas.mjs';

const ARGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-default-apps', '--force-color-profile=srgb',
  // Nothing but this machine has an address; a page that reaches out fails at once.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export class Browsing {
  static async open(base) {
    const b = new Browsing();
    b.base = base;
    b.wrong = [];
    b.states = new Map();
    b.chromium = await chromium.launch({
      executablePath: process.env.IEUM_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? [...ARGS, '--no-sandbox'] : ARGS,
    });
    return b;
  }

  async close() { await this.chromium?.close(); }

  // as: each call is a window of its own; the cookies of a sign-in are kept, so that a person signs in once per portal.
  async as(persona, { viewport = { width: 1280, height: 900 }, javaScript = true, locale = 'ko-KR' } = {}) {
    const open = state => this.chromium.newContext({
      baseURL: this.base, viewport, locale, javaScriptEnabled: javaScript, timezoneId: 'Asia/Seoul', storageState: state,
    });
    if (!persona) return this.#page(await open(), 'anonymous');
    if (!this.states.has(persona)) {
      const context = await open();
      const page = await this.#page(context, persona);
      await this.signIn(page, email(persona), PASSWORD);
      this.states.set(persona, await context.storageState());
      await context.close();
    }
    return this.#page(await open(this.states.get(persona)), persona);
  }

  // signIn fills the form of /login and waits for the page behind it.
  async signIn(page, address, password) {
    await page.goto('/login');
    const form = page.locator('form:has([name=password])').first();
    await form.locator('[name=email]').fill(address);
    await form.locator('[name=password]').fill(password);
    await Promise.all([
      page.waitForResponse(r => r.request().method() === 'POST'),
      form.locator('[name=password]').press('Enter'),
    ]);
    await page.waitForLoadState();
    const r = await page.request.get('/my', { maxRedirects: 0 });
    assert.equal(r.status(), 200, `${address} signed in and got ${r.status()} from /my`);
  }

  async #page(context, who) {
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.who = who;
    page.answers = new Map();
    const note = what => this.wrong.push(`${who} at ${page.url()}: ${what}`);
    page.on('pageerror', e => note(`exception: ${e.message}`));
    page.on('console', m => {
      if (m.type() !== 'error') return;
      // Chromium reports every 4xx answer here. Of a page or a form that is the portal's answer (422, 404), of anything else a broken link.
      const answer = page.answers.get(m.location().url);
      if (m.text().startsWith('Failed to load resource') && answer?.page && answer.status < 500) return;
      note(`console: ${m.text()}`);
    });
    page.on('request', r => {
      const u = new URL(r.url());
      if (!['data:', 'blob:', 'about:'].includes(u.protocol) && u.hostname !== '127.0.0.1') note(`a request leaves the machine: ${r.url()}`);
    });
    page.on('response', r => {
      const kind = r.request().resourceType();
      page.answers.set(r.url(), { status: r.status(), page: kind === 'document' || (kind === 'fetch' && r.status() === 422) });
      if (r.status() >= 500) note(`${r.status()} from ${r.request().method()} ${r.url()}`);
      if (r.request().isNavigationRequest() && r.frame() === page.mainFrame() && (r.status() < 300 || r.status() >= 400)) page.shown = r;
    });
    return page;
  }

  assertNothingWrong() {
    const wrong = this.wrong;
    this.wrong = [];
    if (wrong.length > 0) assert.fail(wrong.join('\n'));
  }
}
