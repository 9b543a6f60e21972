// Starts the real program on a free port with a demo of its own, and stops it as an operator would.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Browsing } from './browser.mjs';
import { assertClean, Pages } from './clean.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

let built;

// binary is the path of the program; make test builds it once and names it in IEUM_BIN.
export function binary() {
  if (process.env.IEUM_BIN) return process.env.IEUM_BIN;
  if (!built) {
    built = path.join(root, '.cache', 'ieum');
    execFileSync('go', ['build', '-buildvcs=false', '-o', built, './cmd/ieum'], { cwd: root, stdio: 'inherit' });
  }
  return built;
}

// portal returns a portal for the tests of one file. args are more arguments of `ieum demo`.
export function portal({ args = [], env = {} } = {}) {
  const p = new Portal(args, env);
  before(() => p.start());
  after(() => p.stop());
  return p;
}

class Portal {
  constructor(args, env) {
    Object.assign(this, { args, env, log: '', exit: null, pages: new Pages(), began: 0 });
  }

  async start() {
    this.dir = mkdtempSync(path.join(os.tmpdir(), 'ieum-e2e-'));
    this.env = { ...this.env, ...this.#database() };
    await this.launch();
    this.browsing = await Browsing.open(this.base);
  }

  // launch starts the program on this.dir, again after halt(); the demo that is there is opened as it is.
  async launch() {
    const port = await freePort();
    this.base = `http://127.0.0.1:${port}`;
    if (this.browsing) this.browsing.base = this.base;
    this.exit = null;
    this.process = spawn(binary(), ['demo', '--addr', `127.0.0.1:${port}`, '--data', path.join(this.dir, 'demo'), ...this.args], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const out of [this.process.stdout, this.process.stderr]) out.on('data', d => { this.log += d; });
    const ended = new Promise(resolve => this.process.on('exit', (code, signal) => resolve(this.exit = { code, signal })));
    this.ended = ended;
    this.process.on('error', e => { this.log += e; this.exit = { code: -1, signal: null }; });
    const began = Date.now();
    for (;;) {
      if (this.exit) throw new Error(`the portal ended before it was ready: ${JSON.stringify(this.exit)}\n${this.log}`);
      if (Date.now() - began > 60_000) throw new Error(`no 200 from /readyz in 60 s\n${this.log}`);
      const r = await fetch(this.base + '/readyz').catch(() => null);
      if (r?.status === 200) break;
      await sleep(50);
    }
    this.ready = Date.now() - began;
  }

  // halt ends the program as an operator does, and wants the clean end that INTERFACES promises.
  async halt() {
    if (this.exit) return;
    this.process.kill('SIGTERM');
    const timer = sleep(15_000, 'late', { ref: false });
    if (await Promise.race([this.ended, timer]) === 'late') {
      this.process.kill('SIGKILL');
      throw new Error(`the portal did not end within 15 s of SIGTERM\n${this.log.slice(-4000)}`);
    }
    assert.deepEqual(this.exit, { code: 0, signal: null }, `the portal ended badly\n${this.log.slice(-4000)}`);
  }

  async stop() {
    try {
      await this.browsing?.close();
      if (this.process) await this.halt();
      this.browsing?.assertNothingWrong();
      this.pages.assertValid();
    } finally {
      this.process?.kill('SIGKILL');
      if (this.dir) rmSync(this.dir, { recursive: true, force: true });
      this.drop?.();
    }
  }

  // as returns a new page of someone who has signed in through the form, or of a stranger without a name.
  // options: viewport {width, height}, javaScript false, locale 'en-US'.
  as(persona, options) { return this.browsing.as(persona, options); }

  // assertClean holds the page on the screen to axe, to 320 px and to a silent console; label says which state it is in.
  async assertClean(page, label = '') {
    await assertClean(page, label);
    await this.pages.add(page, label);
    this.browsing.assertNothingWrong();
  }

  // ieum runs another command of the program beside the serving portal and returns its standard output.
  ieum(...args) {
    const env = { ...process.env, IEUM_DATABASE: path.join(this.dir, 'demo', 'ieum.db'), IEUM_DATA: path.join(this.dir, 'demo', 'files'), ...this.env };
    return execFileSync(binary(), args, { env, encoding: 'utf8', maxBuffer: 64 << 20 });
  }

  // With E2E_DATABASE=postgres each file gets a database of its own in the cluster of IEUM_TEST_POSTGRES.
  #database() {
    const kind = process.env.E2E_DATABASE ?? 'sqlite';
    if (kind === 'sqlite') return {};
    assert.equal(kind, 'postgres', 'E2E_DATABASE is sqlite or postgres');
    const cluster = process.env.IEUM_TEST_POSTGRES;
    assert.ok(cluster, 'E2E_DATABASE=postgres needs IEUM_TEST_POSTGRES (make e2e starts a cluster)');
    const name = `e2e_${process.pid}_${Date.now()}`;
    const psql = sql => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', cluster, '-c', sql]);
    psql(`create database ${name}`);
    this.drop = () => psql(`drop database ${name} with (force)`);
    const url = new URL(cluster);
    url.pathname = '/' + name;
    return { IEUM_DATABASE: url.href };
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const s = net.createServer();
    s.on('error', reject);
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => resolve(port));
    });
  });
}
