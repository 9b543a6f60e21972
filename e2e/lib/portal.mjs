// Starts the real program on a free port with a demo of its own, and stops it as an operator would.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Browsing } from './browser.mjs';
import { assertClean, Pages } from './clean.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const built = new Map();

// binary is the path of a program of this repository, built once; make test builds the portal and names it in IEUM_BIN.
export function binary(pkg = './cmd/ieum') {
  if (pkg === './cmd/ieum' && process.env.IEUM_BIN) return process.env.IEUM_BIN;
  if (!built.has(pkg)) {
    const out = path.join(root, '.cache', path.basename(pkg));
    execFileSync('go', ['build', '-buildvcs=false', '-o', out, pkg], { cwd: root, stdio: 'inherit' });
    built.set(pkg, out);
  }
  return built.get(pkg);
}

// portal returns a portal for the tests of one file. args are more arguments of `ieum demo`.
export function portal({ args = [], env = {} } = {}) { return hooked(new Portal(args, env)); }

// gallery returns the design system's own pages, served the same way.
export function gallery() { return hooked(new Gallery()); }

function hooked(program) {
  before(() => program.start());
  after(() => program.stop());
  return program;
}

// Program is something of ours that serves pages on a port of its own.
class Program {
  constructor() { Object.assign(this, { env: {}, log: '', exit: null, pages: new Pages() }); }

  async start() {
    await this.launch();
    this.browsing = await Browsing.open(this.base);
  }

  // launch starts the program; again after halt(), on what it left behind.
  async launch() {
    const port = await freePort();
    this.base = `http://127.0.0.1:${port}`;
    if (this.browsing) this.browsing.base = this.base;
    this.exit = null;
    const [command, ...args] = this.command(`127.0.0.1:${port}`);
    this.process = spawn(command, args, { env: { ...process.env, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const out of [this.process.stdout, this.process.stderr]) out.on('data', d => { this.log += d; });
    this.ended = new Promise(resolve => {
      this.process.on('exit', (code, signal) => resolve(this.exit = { code, signal }));
      this.process.on('error', e => { this.log += e; resolve(this.exit = { code: -1, signal: null }); });
    });
    const began = Date.now();
    for (;;) {
      if (this.exit) throw new Error(`${command} ended before it was ready: ${JSON.stringify(this.exit)}\n${this.log}`);
      if (Date.now() - began > 60_000) throw new Error(`no 200 from /readyz in 60 s\n${this.log}`);
      const r = await fetch(this.base + '/readyz').catch(() => null);
      if (r?.status === 200) break;
      await sleep(50);
    }
    this.ready = Date.now() - began;
  }

  // halt ends the program as an operator does, and wants a clean end.
  async halt() {
    if (this.exit) return;
    this.process.kill('SIGTERM');
    if (await Promise.race([this.ended, sleep(15_000, 'late', { ref: false })]) === 'late') {
      this.process.kill('SIGKILL');
      throw new Error(`the program did not end within 15 s of SIGTERM\n${this.log.slice(-4000)}`);
    }
    assert.deepEqual(this.exit, { code: 0, signal: null }, `the program ended badly\n${this.log.slice(-4000)}`);
  }

  async stop() {
    try {
      await this.browsing?.close();
      if (this.process) await this.halt();
      this.browsing?.assertNothingWrong();
      this.pages.assertValid();
    } finally {
      this.process?.kill('SIGKILL');
    }
  }

  // as returns a new page of someone who has signed in through the form, or of a stranger without a name.
  // options: viewport {width, height}, javaScript false, locale 'en-US'.
  as(persona, options) { return this.browsing.as(persona, options); }

  // assertClean holds the page on the screen to axe, to 320 px and to a silent console; label says which state it is in.
  async assertClean(page, label = '', options = {}) {
    await assertClean(page, label, options);
    await this.pages.add(page, label);
    this.browsing.assertNothingWrong();
  }
}

class Gallery extends Program {
  command(address) { return [binary('./e2e/gallery'), address]; }
}

class Portal extends Program {
  constructor(args, env) {
    super();
    this.args = args;
    this.env = env;
  }

  command(address) { return [binary(), 'demo', '--addr', address, '--data', path.join(this.dir, this.data ?? 'demo'), ...this.args]; }

  async start() {
    this.dir = mkdtempSync(path.join(os.tmpdir(), 'ieum-e2e-'));
    this.env = { ...this.env, ...this.#database() };
    await super.start();
  }

  async stop() {
    try {
      await super.stop();
    } finally {
      if (this.dir) rmSync(this.dir, { recursive: true, force: true });
      this.drop?.();
    }
  }

  // settings are what another command of the program needs to work on the same portal.
  settings() {
    return { IEUM_DATABASE: path.join(this.dir, this.data ?? 'demo', 'ieum.db'), IEUM_DATA: path.join(this.dir, this.data ?? 'demo', 'files'), ...this.env };
  }

  // ieum runs another command of the program beside the serving portal and returns its standard output.
  ieum(...args) {
    return execFileSync(binary(), args, { env: { ...process.env, ...this.settings() }, encoding: 'utf8', maxBuffer: 64 << 20 });
  }

  // ieumLater is ieum while the test goes on.
  async ieumLater(...args) {
    const { stdout } = await promisify(execFile)(binary(), args, { env: { ...process.env, ...this.settings() } });
    return stdout;
  }

  // restored puts a copy into a new, empty place of the same kind and says where; drop removes what is outside of this portal's folder.
  async restored(copy) {
    const name = `restored${++restores}`;
    const files = path.join(this.dir, name, 'files');
    mkdirSync(files, { recursive: true });
    const where = { name, files, database: path.join(this.dir, name, 'ieum.db') };
    if (this.env.IEUM_DATABASE) Object.assign(where, this.#newDatabase());
    try {
      execFileSync(binary(), ['restore', copy], { env: { ...process.env, IEUM_DATABASE: where.database, IEUM_DATA: files }, encoding: 'utf8', stdio: 'pipe' });
    } catch (e) {
      where.drop?.();
      throw e;
    }
    return where;
  }

  // move serves what is at another place from now on.
  async move(where) {
    await this.halt();
    this.data = where.name;
    if (this.env.IEUM_DATABASE) this.env.IEUM_DATABASE = where.database;
    await this.launch();
  }

  // With E2E_DATABASE=postgres each file gets a database of its own in the cluster of IEUM_TEST_POSTGRES.
  #database() {
    const kind = process.env.E2E_DATABASE ?? 'sqlite';
    if (kind === 'sqlite') return {};
    assert.equal(kind, 'postgres', 'E2E_DATABASE is sqlite or postgres');
    const { database, drop } = this.#newDatabase();
    this.drop = drop;
    return { IEUM_DATABASE: database };
  }

  #newDatabase() {
    const cluster = process.env.IEUM_TEST_POSTGRES;
    assert.ok(cluster, 'E2E_DATABASE=postgres needs IEUM_TEST_POSTGRES (make e2e starts a cluster)');
    const name = `e2e_${process.pid}_${Date.now()}`;
    const psql = sql => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', cluster, '-c', sql]);
    psql(`create database ${name}`);
    const url = new URL(cluster);
    url.pathname = '/' + name;
    return { database: url.href, drop: () => psql(`drop database ${name} with (force)`) };
  }
}

let restores = 0;

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
