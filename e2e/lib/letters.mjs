// Letters of the portal, as their reader gets them. Where no mail leaves, the administrator reads them at /system/outbox.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

// letterTo waits for the newest letter to an address and returns its words and the path behind its link, read off the page of the letter.
export async function letterTo(city, address, { not = [], tries = 50 } = {}) {
  const page = await city.as('admin');
  try {
    for (let n = 0; n < tries; n++) {
      await page.goto('/system/outbox');
      const rows = page.locator('tbody tr').filter({ hasText: address });
      for (let i = 0; i < await rows.count(); i++) {
        const href = await rows.nth(i).locator('th a').getAttribute('href');
        if (not.includes(href)) continue;
        await page.goto(href);
        const link = page.locator('main .receipt a').first();
        return {
          href,
          subject: (await page.locator('h1').innerText()).trim(),
          text: await page.locator('main .receipt').innerText(),
          link: await link.count() > 0 ? await link.getAttribute('href') : null,
        };
      }
      await sleep(200);
    }
  } finally {
    await page.context().close();
  }
  assert.fail(`no new letter to ${address} in the outbox`);
}

// register fills the form of /register as a person does, up to the page that says a letter is on its way.
export async function register(page, { name, address, password, birth = '1958-03-02', prefix = '' }) {
  await page.goto(prefix + '/register');
  await page.locator('main [name=name]').fill(name);
  await page.locator('main [name=birth_date]').fill(birth);
  await page.locator('main [name=email]').fill(address);
  await page.locator('main [name=password]').fill(password);
  await page.locator('main [name=terms]').check();
  await page.locator('main [name=privacy]').check();
  await page.locator('main form:has([name=password]) button[type=submit]').click();
  await page.waitForURL(u => u.pathname === prefix + '/register/sent');
}

// askForPassword asks for a link to a new password.
export async function askForPassword(page, address) {
  await page.goto('/password');
  await page.locator('main [name=email]').fill(address);
  await page.locator('main form[method=post] button[type=submit]').click();
  await page.waitForURL(u => u.pathname === '/password/sent');
}

// sendLetters has one letter of each kind that leads to a page written.
export async function sendLetters(city) {
  const page = await city.as();
  await register(page, { name: '나편지', address: 'letters@newcomer.example', password: 'long-enough-2026' });
  await askForPassword(page, 'guardian@demo.example');
  await page.context().close();
  await letterTo(city, 'letters@newcomer.example');
  await letterTo(city, 'guardian@demo.example');
}

// codeTo waits for the newest code to a number or an address and returns its six digits.
export async function codeTo(city, address, options) {
  const letter = await letterTo(city, address, options);
  const code = /\b(\d{6})\b/.exec(letter.text);
  assert.ok(code, letter.text);
  return { ...letter, code: code[1] };
}

// enterByCode signs in, or begins to sign up, with a code to a number or an address.
export async function enterByCode(city, page, contact, options) {
  await page.locator('main [name=contact]').fill(contact);
  await page.locator('main form:has([name=contact]) button[type=submit]').first().click();
  await page.waitForURL(u => u.pathname.endsWith('/login/code'));
  const letter = await codeTo(city, contact, options);
  await page.locator('main [name=code]').fill(letter.code);
  await page.locator('main form:has([name=code]) button[type=submit]').click();
  await page.waitForURL(u => !u.pathname.endsWith('/login/code'));
  return letter;
}
