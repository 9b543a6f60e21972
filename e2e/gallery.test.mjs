// Every part of the design system and every error page, in Korean and English and in each display mode.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gallery } from './lib.mjs';

const shown = gallery();

for (const lang of ['', '/en']) {
  for (const mode of ['', 'dark', 'hc']) {
    test(`the gallery ${lang || '/ko'} ${mode || 'light'}`, async () => {
      const page = await shown.as();
      const wrong = [];
      for (const path of ['/', '/desk/', '/home/', '/wrong/', '/errors/403/', '/errors/404/', '/errors/500/', '/errors/503/']) {
        await page.goto(`${lang}${path}${mode && '?mode=' + mode}`);
        // The gallery draws the same landmark several times, in several states.
        await shown.assertClean(page, '', { except: ['landmark-unique'] }).catch(e => wrong.push(e.message));
      }
      if (wrong.length > 0) assert.fail(wrong.join('\n'));
    });
  }
}
