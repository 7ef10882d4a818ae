// A mail's or draft's text as a person sees it, cut into runs: text, quote, signature.
import { LIMITS, emojiOf } from './dom.js';
import { keepsLines, lookOf } from './look.js';
import { bareQuoteOf, firstBlockquoteOf, markOf } from './marks.js';

/** @typedef {import('../protocol.js').Segment} Segment */
/** @typedef {import('../protocol.js').SegmentKind} Kind */
/** @typedef {import('./recipes.js').Recipe['text']} TextRules */

const SILENT = new Set(['script', 'style', 'noscript', 'template', 'head', 'title', 'meta', 'link', 'object', 'select', 'textarea', 'svg', 'canvas', 'iframe', 'video', 'audio']);
/** Characters without width that stand in mails to fill or to break words. */
const WIDTHLESS = /[\u200b\u2060\ufeff\u00ad]+/gu;
/** These, or white space that is not one plain space between words: most texts have none of them. */
const ODD = /[\u200b\u2060\ufeff\u00ad]|\s\s|[^\S ]/;
/** @type {Set<Element>} */
const NONE = new Set();
/** What a recipe's selectors name in a mail's text. */
const NAMED = /** @type {const} */ (['noise', 'folds', 'quotes', 'signatures']);
/** Of a marked quote only so much is told: that it is one, and how it begins. */
const QUOTED = 200;
/** A text node may hold megabytes. */
const PIECE = 20_000;
/** Frames that mail parsers build are never deeper; a script could build more. */
const DEEPEST = 600;

/**
 * Reads one body.
 * @param {Element[]} roots the parts of the body, in order
 * @param {TextRules} rules
 * @param {{nodes: number}} shared what is left for this whole reading; is lowered
 * @param {Element[]} [skip] the site's own notices inside the body
 * @returns {{segments: Segment[], links: string[], complete: boolean}}
 */
export function readText(roots, rules, shared, skip = []) {
  const walk = new Walk(rules, Math.min(LIMITS.nodes, shared.nodes), skip);
  const before = walk.nodes;
  for (const root of roots) {
    walk.border();
    walk.enter(root);
    walk.children(root, 'text', 0);
  }
  shared.nodes -= before - walk.nodes;
  return { segments: walk.finish(), links: walk.links, complete: !walk.cut };
}

/**
 * The runs of a plain text, such as a textarea's.
 * @param {string} text
 * @returns {Segment[]}
 */
export function plainSegments(text) {
  const clean = text.slice(0, LIMITS.text).replace(/\r\n?/g, '\n').trim();
  return clean ? [{ kind: 'text', text: clean }] : [];
}

class Walk {
  /**
   * @param {TextRules} rules
   * @param {number} nodes
   * @param {Element[]} skip
   */
  constructor(rules, nodes, skip) {
    this.rules = rules;
    this.skip = skip;
    /** What the recipe's selectors name in the part being read: asked once, not node by node. @type {Record<'noise' | 'folds' | 'quotes' | 'signatures', Set<Element>>} */
    this.named = { noise: NONE, folds: NONE, quotes: NONE, signatures: NONE };
    this.nodes = nodes;
    this.left = LIMITS.text;
    this.cut = false;
    /** Set by a mark after which all is quoted. */
    this.tail = false;
    /** @type {Segment[]} */
    this.segments = [];
    /** @type {string[]} */
    this.links = [];
    this.breaks = 0;
    this.space = false;
    /** The quote of a client without marks, in the part being read. @type {Element | null} */
    this.bare = null;
    /** Whether the mail brings style sheets of its own. */
    this.sheets = false;
    /** Whether line ends in the source are line ends on the screen. */
    this.pre = false;
  }

  /** @param {Element} root a part of the body, about to be read */
  enter(root) {
    this.sheets = root.querySelector('style, link[rel=stylesheet]') !== null;
    this.pre = keepsLines(root, false, true);
    const any = NAMED.map((field) => this.rules[field]).filter(Boolean).join(', ');
    const some = any !== '' && root.querySelector(any) !== null;
    for (const field of NAMED) {
      const selector = some && this.rules[field];
      const found = selector ? root.querySelectorAll(selector) : [];
      this.named[field] = found.length ? new Set(found) : NONE;
    }
    this.bare = bareQuoteOf(root);
    if (this.skip.length) this.named.noise = new Set([...this.named.noise, ...this.skip]);
  }

  /** A block begins or ends here. */
  border() {
    this.breaks = Math.max(this.breaks, 1);
  }

  /** Nothing more is taken: there is more of the mail than is read. */
  isFull() {
    return this.cut && (this.nodes <= 0 || this.left <= 0);
  }

  isQuotedEnough() {
    const last = this.segments.at(-1);
    return last?.kind === 'quote' && last.text.length >= QUOTED;
  }

  /**
   * @param {Node} parent
   * @param {Kind} kind
   * @param {number} depth
   */
  children(parent, kind, depth) {
    for (let child = parent.firstChild; child && !this.isFull(); child = child.nextSibling) this.node(child, kind, depth);
  }

  /**
   * @param {Node} node
   * @param {Kind} kind
   * @param {number} depth
   */
  node(node, kind, depth) {
    if (this.nodes-- <= 0 || depth > DEEPEST) {
      this.cut = true;
      return;
    }
    if ((this.tail || kind === 'quote') && this.isQuotedEnough()) return;
    if (node.nodeType === 3) this.textNode(/** @type {Text} */ (node), this.tail ? 'quote' : kind);
    else if (node.nodeType === 1) this.element(/** @type {HTMLElement} */ (node), kind, depth + 1);
  }

  /**
   * @param {HTMLElement} element
   * @param {Kind} kind
   * @param {number} depth
   */
  element(element, kind, depth) {
    const name = element.localName;
    if (name === 'br') this.breaks += 1;
    if (name === 'br' || name === 'wbr' || SILENT.has(name)) return;
    if (name === 'hr') {
      // A line without height of its own, which some clients draw before what they quote.
      this.tail ||= kind === 'text' && markOf(element) === 'tail';
      this.border();
      return;
    }
    if (name === 'img') {
      this.add(emojiOf(element), this.tail ? 'quote' : kind);
      return;
    }
    if (this.named.noise.has(element)) return;
    const folded = this.named.folds.has(element);
    const look = lookOf(element, this.sheets);
    if (look === 'hidden' && !folded) return;
    const inside = kind === 'text' ? this.kindOf(element, folded) : kind;
    if (name === 'a' && inside === 'text' && !this.tail) this.link(element);
    if (look === 'block' || folded) this.border();
    if (look === 'cell') this.space = true;
    const pre = this.pre;
    this.pre = keepsLines(element, pre, this.sheets);
    if (inside === 'container') this.container(element, depth);
    else this.children(element, inside, depth);
    this.pre = pre;
    if (look === 'block' || folded) this.border();
    if (look === 'cell') this.space = true;
  }

  /**
   * @param {Element} element
   * @param {boolean} folded
   * @returns {Kind | 'container'}
   */
  kindOf(element, folded) {
    const mark = markOf(element);
    if (mark === 'tail') this.tail = true;
    if (mark === 'tail' || mark === 'quote') return 'quote';
    if (mark) return mark;
    // A site folds away what it recognised as repeated from earlier mails.
    if (folded) return 'quote';
    if (element === this.bare) return 'quote';
    if (this.named.signatures.has(element)) return 'signature';
    return this.named.quotes.has(element) ? 'quote' : 'text';
  }

  /**
   * A reply's quote container: see `firstBlockquoteOf`.
   * @param {Element} element
   * @param {number} depth
   */
  container(element, depth) {
    const first = firstBlockquoteOf(element);
    /** @type {Kind} */
    let kind = 'quote';
    for (let child = element.firstChild; child; child = child.nextSibling) {
      const quoted = /** @type {Element} */ (child).localName === 'blockquote';
      this.node(child, quoted ? 'quote' : kind, depth);
      if (child === first) kind = 'text';
    }
  }

  /**
   * @param {Text} node
   * @param {Kind} kind
   */
  textNode(node, kind) {
    const { data } = node;
    for (let at = 0; at < data.length && !this.isFull(); at += PIECE) {
      const raw = data.slice(at, at + PIECE);
      if (!this.pre || !raw.includes('\n')) {
        this.add(raw, kind);
        continue;
      }
      raw.split('\n').forEach((line, index) => {
        if (index) this.breaks += 1;
        this.add(line, kind);
      });
    }
  }

  /**
   * @param {string} raw
   * @param {Kind} kind
   */
  add(raw, kind) {
    if (!raw) return;
    const text = ODD.test(raw) ? raw.replace(WIDTHLESS, '').replace(/\s+/g, ' ') : raw;
    const words = text.trim();
    if (!words) {
      this.space ||= text.length > 0;
      return;
    }
    if (this.left <= 0) {
      this.cut = true;
      return;
    }
    const kept = words.slice(0, this.left);
    if (kept.length < words.length) this.cut = true;
    this.left -= kept.length;
    this.append(kept, kind, this.space || text.startsWith(' '));
    this.space = text.endsWith(' ');
  }

  /**
   * @param {string} words
   * @param {Kind} kind
   * @param {boolean} spaced
   */
  append(words, kind, spaced) {
    const last = this.segments.at(-1);
    if (last?.kind === kind) last.text += (this.breaks ? '\n'.repeat(Math.min(this.breaks, 2)) : spaced ? ' ' : '') + words;
    else this.segments.push({ kind, text: words });
    this.breaks = 0;
  }

  /** @param {HTMLElement} element */
  link(element) {
    const href = element.getAttribute('href') ?? '';
    if (/^https?:/i.test(href) && this.links.length < 200) this.links.push(href.slice(0, 2000));
  }

  /** @returns {Segment[]} */
  finish() {
    this.segments.forEach((segment, index) => {
      const before = this.segments[index - 1];
      // The "-- " line belongs to the signature, and stands before its mark.
      if (segment.kind === 'signature' && before?.kind === 'text') before.text = before.text.replace(/(^|\n)\s*--\s*$/, '').trim();
    });
    return this.segments.filter((segment) => segment.text);
  }
}
