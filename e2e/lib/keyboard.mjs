// A person who has no mouse: goes from stop to stop with Tab, sees where they are, and presses a key.
import assert from 'node:assert/strict';

// tabTo presses Tab until one of the elements has the focus; from the end of the page it goes on at the start.
export async function tabTo(page, selector, { most = 300 } = {}) {
  for (let n = 0; n < most; n++) {
    if (await page.evaluate(s => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${most} times Tab at ${page.url()} did not reach ${selector}`);
}

// activate goes there and presses the key that acts. The stop must be on the screen and show that it has the focus.
export async function activate(page, selector, key) {
  await tabTo(page, selector);
  const seen = await page.evaluate(() => {
    const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return { on: r.bottom > 0 && r.top < innerHeight && r.width > 0, ring: s.outlineStyle !== 'none' || s.boxShadow !== 'none', what: e.outerHTML.slice(0, 120) };
  });
  assert.ok(seen.on, `the focus is off the screen: ${seen.what}`);
  assert.ok(seen.ring, `nothing shows the focus: ${seen.what}`);
  await page.keyboard.press(key);
}
