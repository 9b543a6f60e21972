// Reading a page as a crawler does: its links, the route that an address belongs to, and what of it is more than words.

const entities = { '&amp;': '&', '&#34;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

// links are the addresses that a page leads to or is made of; they are root-relative and in double quotes (one that is not would be missed,
// and its route with it, which fails the test).
export function links(html) {
  return [...html.matchAll(/<(?:a|link|script|img)\s[^>]*?(?:href|src)="(\/[^"]*)"/g)]
    .map(m => m[1].replace(/&(amp|#34|#39|lt|gt);/g, e => entities[e]).replace(/#.*$/, ''));
}

// matcher returns a function from a path to the pattern of the table that serves it, with or without /en; a fixed part wins over :name.
export function matcher(patterns) {
  const compiled = patterns
    .map(p => ({ p, re: new RegExp('^' + p.split('/').map(part => part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*$/, '.*')).join('/') + '$') }))
    .sort((a, b) => weight(a.p) - weight(b.p));
  return path => compiled.find(({ re }) => re.test(path) || re.test(path.replace(/^\/en(?=\/|$)/, '') || '/'))?.p;
}

const weight = p => (p.match(/:/g)?.length ?? 0) + (p.includes('*') ? 100 : 0);

// shape is the page without its words: the elements with their classes and states, and whether there is text in them. Pages of one shape
// differ in nothing that axe looks at, so one of them is drawn for all.
export function shape(html) {
  const lang = /<html[^>]*lang="([^"]*)"/.exec(html)?.[1] ?? '';
  const tags = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .match(/<[^>]+>|[^<\s][^<]*/g) ?? [];
  const out = tags.map(t => t.startsWith('<')
    ? t.replace(/\s(href|value|content|id|for|name|action|src|datetime|title|alt|aria-label|aria-describedby|aria-labelledby|aria-controls|aria-owns|list)="[^"]+"/g, ' $1')
    : '·');
  // A list of twenty cards has the shape of a list of two.
  return lang + collapse(out).join('');
}

// collapse folds repeated runs of list items and table rows into one each.
function collapse(tokens) {
  const seen = new Set();
  const out = [];
  for (let i = 0; i < tokens.length; i++) {
    const name = /^<(li|tr|article|option)\b/.exec(tokens[i])?.[1];
    if (!name) {
      out.push(tokens[i]);
      continue;
    }
    let depth = 0, j = i;
    for (; j < tokens.length; j++) {
      if (new RegExp(`^<${name}\\b`).test(tokens[j])) depth++;
      if (tokens[j].startsWith(`</${name}>`) && --depth === 0) break;
    }
    const item = tokens.slice(i, j + 1).join('');
    if (!seen.has(item)) {
      seen.add(item);
      out.push(item);
    }
    i = j;
  }
  return out;
}
