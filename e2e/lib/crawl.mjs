// Reading a page as a crawler does: its links, the route that an address belongs to, and what of it is more than words.

const entities = { '&amp;': '&', '&#34;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

// links are the addresses that a page leads to or is made of; they are root-relative and in double quotes (one that is not would be missed,
// and its route with it, which fails the test).
export function links(html) {
  return [...html.matchAll(/<(?:a|link|script|img)\s[^>]*?(?:href|src)="(\/[^"]*)"/g)]
    .map(m => m[1].replace(/&(amp|#34|#39|lt|gt);/g, e => entities[e]).replace(/#.*$/, ''));
}

// addresses are those that a file of data leads to: whole ones of the portal, and root-relative ones in quotes.
export function addresses(text, base) {
  return [...text.matchAll(/"(\/[^"\s{}]+)"|(https?:\/\/[^"<\s{}]+)/g)].map(m => m[1] ?? m[2]).filter(a => a.startsWith('/') || a.startsWith(base));
}

// matcher returns a function from a path to the pattern of the table that serves it, with or without /en; a fixed part wins over :name.
export function matcher(patterns) {
  const compiled = patterns
    .map(p => ({ p, re: new RegExp('^' + p.split('/').map(part => part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*$/, '.*')).join('/') + '$') }))
    .sort((a, b) => weight(a.p) - weight(b.p));
  return path => compiled.find(({ re }) => re.test(path) || re.test(path.replace(/^\/en(?=\/|$)/, '') || '/'))?.p;
}

const weight = p => (p.match(/:/g)?.length ?? 0) + (p.includes('*') ? 100 : 0);

// pieces are the page without its words: the elements with their classes and states, and whether there is text in them. A list's items,
// a table's rows, a card, a section and a form are pieces of their own, so that a list of twenty cards is made of the pieces of a list of two.
// Pages of the same pieces differ in nothing that axe looks at: a page is drawn when one of its pieces has not been drawn before.
export function pieces(html) {
  const tokens = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .replace(/(<textarea\b[^>]*>).*?<\/textarea>/gs, '$1</textarea>')
    .match(/<[^>]+>|[^<\s][^<]*/g) ?? [];
  const said = tokens.map(t => t.startsWith('<') ? t.replace(WORDS, ' $1').replace(FILLED, '') : '·');
  const out = new Set();
  // The page's own part and what stands around it: whoever signs in sees the same list under a menu of their own.
  const from = said.findIndex(t => /^<main\b/.test(t)), to = said.indexOf('</main>');
  const cut = from < 0 || to < 0 ? [said] : [[...said.slice(0, from), ...said.slice(to)], said.slice(from, to)];
  for (const part of cut) out.add(split(part, out));
  return out;
}

// Attributes that hold words or addresses. One that is empty is kept: an empty alt or label is a state.
const WORDS = /\s(lang|href|hreflang|content|id|for|name|action|src|datetime|title|alt|placeholder|aria-label|aria-describedby|aria-labelledby|aria-controls|aria-owns|list|min|max|maxlength|data-[a-z-]+)="[^"]+"/g;
// And what a form is filled with.
const FILLED = /\s(value="[^"]*"|checked|selected)(?=[\s>/])/g;

// split takes the items out of tokens into out, each cut up in turn, and returns what is left.
function split(tokens, out) {
  const left = [];
  for (let i = 0; i < tokens.length; i++) {
    const name = /^<(li|tr|article|option|dt|dd|section|form|fieldset)\b/.exec(tokens[i])?.[1];
    if (!name) {
      left.push(tokens[i]);
      continue;
    }
    const open = new RegExp(`^<${name}\\b`);
    let depth = 0, j = i;
    for (; j < tokens.length; j++) {
      if (open.test(tokens[j])) depth++;
      if (tokens[j].startsWith(`</${name}>`) && --depth === 0) break;
    }
    out.add(tokens[i] + split(tokens.slice(i + 1, j), out));
    if (left.at(-1) !== `…${name}`) left.push(`…${name}`);
    i = j;
  }
  return left.join('').replace(/(<div>…dt…dd<\/div>)+/g, '…pairs').replace(/(<p>·<\/p>)+/g, '<p>·</p>');
}
