// A resident finds a course, applies on one page, sees the receipt, and gives the place back; also with nothing but the keyboard, on a small
// phone, without JavaScript, and in English.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portal } from '../lib.mjs';
import { activate, tabTo } from '../lib/keyboard.mjs';

const city = portal();

// find searches from the first page.
async function find(page, words, prefix = '') {
  await page.goto(prefix + '/');
  const search = page.locator('main form [name=q]').first();
  await search.fill(words);
  await search.press('Enter');
  await page.waitForURL(u => u.pathname === prefix + '/programs' && u.searchParams.get('q') === words);
}

async function toSection(page, title) {
  await page.locator('main a[href*="/programs/"]').filter({ hasText: title }).first().click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  await page.locator('main a[href*="/sections/"]:not([href$=".ics"]):not([href$="/applications"])').first().click();
  await page.waitForURL(/\/sections\/[^/]+$/);
}

// places reads off the page that everybody sees how many have a place and how many are left.
async function places(page, section) {
  await page.goto(section);
  const said = await page.locator('main').innerText();
  const numbers = /(\d+)명 \(신청 (\d+)명 · 남은 자리 (\d+)명\)/.exec(said);
  return numbers ? { taken: Number(numbers[2]), left: Number(numbers[3]) } : null;
}

async function taken(page, section) {
  const n = await places(page, section);
  assert.ok(n, `${section} says no number of places`);
  return n.taken;
}

// apply sends the form of the page that is open.
async function apply(page) {
  await page.locator('main [name=phone]').fill('010-2345-6789');
  await page.locator('main [name=consent]').check();
  await page.locator('main form:has([name=consent]) button[type=submit]').click();
}

async function cancel(page) {
  await page.locator('details.confirm > summary').click();
  await page.locator('details.confirm form[action$="/cancellation"] button').click();
}

test('a resident finds, applies on one page, has a receipt, sees it in the list, and gives the place back', async () => {
  const page = await city.as('resident');
  await find(page, '생활 데이터');
  await toSection(page, '데이터');
  const section = new URL(page.url()).pathname;
  const before = await taken(page, section);
  await page.locator(`main a[href="${section}/applications"]`).click();
  await page.waitForURL(u => u.pathname === `${section}/applications`);
  await city.assertClean(page, 'the form');
  assert.equal(await page.locator('main form:has([name=consent]) :is(input, select, textarea):not([type=hidden])').count(), 3, 'asks for a phone, consent and an optional wish, nothing else');
  assert.equal(await page.locator('main [name=consent]').isChecked(), false, 'consent is not ticked in advance');
  await apply(page);
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  const receipt = new URL(page.url()).pathname;
  await city.assertClean(page, 'the receipt');
  assert.equal(await page.locator('h1').innerText(), '자리가 확정되었습니다');
  const number = (await page.locator('.receipt-number').innerText()).trim();
  assert.match(number, /\S{6,}/);
  assert.equal(await taken(page, section), before + 1, 'the section page counts the place');

  await page.goto('/my/applications');
  await city.assertClean(page);
  const card = page.locator('main article').filter({ hasText: number });
  assert.match(await card.innerText(), /수강확정/);

  await page.goto(`${section}/applications`);
  assert.match(await page.locator('main').innerText(), /이미 신청/);
  assert.equal(await page.locator('main [name=consent]').count(), 0, 'nobody applies twice');
  await city.assertClean(page, 'applied already');

  await page.goto(receipt);
  await page.locator('details.confirm > summary').click();
  await city.assertClean(page, 'asked whether to cancel');
  await page.locator('details.confirm form[action$="/cancellation"] button').click();
  await page.waitForLoadState();
  assert.equal(await page.locator('h1').innerText(), '신청을 취소했습니다');
  await city.assertClean(page, 'cancelled');
  assert.equal(await taken(page, section), before, 'the place is free again');
  await page.goto('/my/applications');
  assert.match(await page.locator('main article').filter({ hasText: number }).innerText(), /신청취소/);
  await page.context().close();
});

test('the last place goes to one, the next is told why not, and a cancelled place can be taken', async () => {
  const tight = await tightOne('걸어서');
  const people = ['student.pknu', 'student.pnu', 'guardian', 'officer.namgu'];
  const receipts = [];
  for (const who of people) {
    const page = await city.as(who);
    await page.goto(`${tight.path}/applications`);
    if (await page.locator('main [name=consent]').count() === 0) {
      assert.match(await page.locator('main').innerText(), /모두 찼습니다/);
      receipts.push({ who, place: false });
      await city.assertClean(page, 'full');
    } else {
      await apply(page);
      await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
      receipts.push({ who, url: page.url(), place: await page.locator('h1').innerText() === '자리가 확정되었습니다' });
    }
    await page.context().close();
  }
  assert.equal(receipts.filter(r => r.place).length, tight.left, 'as many places as there were');
  assert.equal(receipts.at(-1).place, false);
  const giver = receipts.find(r => r.place);
  const page = await city.as(giver.who);
  await page.goto(giver.url);
  await cancel(page);
  await page.waitForLoadState();
  await page.context().close();
  const next = await city.as(people.at(-1));
  await next.goto(`${tight.path}/applications`);
  await apply(next);
  await next.waitForURL(/\/applications\/[0-9a-f-]+$/);
  assert.equal(await next.locator('h1').innerText(), '자리가 확정되었습니다');
  await next.context().close();
});

// tightOne is a section that has one to three places left, found as a visitor finds it.
async function tightOne(words) {
  const page = await city.as();
  await find(page, words);
  const programmes = await page.locator('main article h2 a').evaluateAll(as => as.map(a => a.getAttribute('href')));
  for (const href of programmes) {
    await page.goto(href);
    const sections = await page.locator('main a[href^="/sections/"]').evaluateAll(as => [...new Set(as.map(a => a.getAttribute('href')))].filter(h => /^\/sections\/[0-9a-f-]+$/.test(h)));
    for (const path of sections) {
      const n = await places(page, path);
      if (n && n.left >= 1 && n.left <= 3) {
        await page.context().close();
        return { path, left: n.left };
      }
    }
  }
  assert.fail(`no section of a few places among ${programmes}`);
}

test('a stranger who applies is asked who they are and comes back to the form', async () => {
  const page = await city.as();
  await find(page, '데이터');
  await toSection(page, '데이터');
  const section = new URL(page.url()).pathname;
  await page.locator(`main a[href="${section}/applications"]`).click();
  await page.waitForURL(u => u.pathname === '/login');
  assert.equal(new URL(page.url()).searchParams.get('next'), `${section}/applications`);
  await page.context().close();
});

test('with the keyboard alone, on a phone of 360 px', async () => {
  const page = await city.as('student.pnu', { viewport: { width: 360, height: 740 } });
  await page.goto('/programs?status=open&mode=first_come&q=' + encodeURIComponent('AI'));
  await activate(page, 'main article a', 'Enter');
  await page.waitForURL(/\/programs\/[^?/]+$/);
  await activate(page, 'main a[href$="/applications"], main a[href^="/sections/"]', 'Enter');
  await page.waitForURL(/\/sections\//);
  if (!page.url().endsWith('/applications')) {
    await activate(page, 'main a[href$="/applications"]', 'Enter');
    await page.waitForURL(/\/applications$/);
  }
  // Sent without consent: the summary has the focus, its first link leads to the box.
  await tabTo(page, 'main [name=phone]');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('010-3456-7890');
  await page.evaluate(() => { document.querySelector('main form:has([name=consent])').noValidate = true; });
  await activate(page, 'main form:has([name=consent]) button[type=submit]', 'Enter');
  await page.locator('.error-summary').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains('error-summary')), true, 'the summary of problems takes the focus');
  assert.equal(await page.locator('main [name=phone]').inputValue(), '010-3456-7890', 'what was typed is kept');
  await activate(page, '.error-summary a', 'Enter');
  await tabTo(page, 'main [name=consent]');
  await page.keyboard.press('Space');
  await activate(page, 'main form:has([name=consent]) button[type=submit]', 'Enter');
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  assert.equal(await page.locator('h1').innerText(), '자리가 확정되었습니다');
  await activate(page, 'details.confirm > summary', 'Enter');
  await activate(page, 'details.confirm button[type=submit]', 'Enter');
  await page.getByRole('heading', { name: '신청을 취소했습니다' }).waitFor();
  await page.context().close();
});

test('without JavaScript, at 320 px', async () => {
  const page = await city.as('guardian', { javaScript: false, viewport: { width: 320, height: 640 } });
  await find(page, '데이터');
  await toSection(page, '데이터');
  await page.locator('main a[href$="/applications"]').first().click();
  await page.waitForURL(/\/sections\/.*\/applications$/);
  await apply(page);
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  assert.equal(await page.locator('h1').innerText(), '자리가 확정되었습니다');
  await cancel(page);
  await page.getByRole('heading', { name: '신청을 취소했습니다' }).waitFor();
  await page.context().close();
});

test('in English, every page on the way', async () => {
  const page = await city.as('student.pknu', { locale: 'en-US' });
  await find(page, 'data', '/en');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await toSection(page, /data/i);
  await page.locator('main a[href$="/applications"]').first().click();
  await page.waitForURL(/\/en\/sections\/.*\/applications$/);
  await city.assertClean(page, 'the form in English');
  await apply(page);
  await page.waitForURL(/\/en\/applications\/[0-9a-f-]+$/);
  await city.assertClean(page, 'the receipt in English');
  const heading = await page.locator('h1').innerText();
  assert.match(heading, /^[\x20-\x7e]+$/, `the heading is English: ${heading}`);
  await cancel(page);
  await page.waitForLoadState();
  assert.match(new URL(page.url()).pathname, /^\/en\/applications\//);
  await page.context().close();
});
