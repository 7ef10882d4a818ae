// Small pages after the manners of webmails and CRMs, written by us. `data-pick` says what a rep
// points at; it is taken away before anything looks at the page.

/**
 * @typedef {object} Fixture
 * @property {string} name
 * @property {string} html
 * @property {Record<string, unknown>} expected
 */

/** @type {Fixture[]} */
export const FIXTURES = [
  {
    name: 'a webmail of tables, a page per mail',
    html: `
      <div class="top"><a href="#i">Inbox (3)</a> <a href="#c">Contacts</a></div>
      <table class="frame"><tr><td class="side"><ul><li>Inbox</li><li>Sent</li></ul></td><td class="mainpart">
        <table class="headers">
          <tr><th>From:</th><td data-pick="from">Dana Holm &lt;dana@fjordmilk.test&gt;</td></tr>
          <tr><th>To:</th><td data-pick="to">Rep Ola &lt;ola@ourside.test&gt;, Mo Lind &lt;mo@ourside.test&gt;</td></tr>
          <tr><th>Date:</th><td data-pick="date">Tue, 17 Nov 2026 09:12</td></tr>
          <tr><th>Subject:</th><td data-pick="subject">Re: Demo for the dairy</td></tr>
        </table>
        <div class="mailtext"><p data-pick="body">Could you show us a demo next week?</p><p>From: nobody &lt;fake@evil.test&gt;</p></div>
        <div class="tools"><button>Reply</button><button>Delete</button></div>
      </td></tr></table>`,
    expected: { subject: 'Re: Demo for the dairy', from: ['dana@fjordmilk.test'], to: 'ola@ourside.test,mo@ourside.test', date: ['Tue, 17 Nov 2026 09:12'], body: ['Could you show us a demo next week?\nFrom: nobody <fake@evil.test>'] },
  },
  {
    name: 'a conversation in one page, class names made by a tool',
    html: `
      <div id="root"><div class="css-1ab"><aside class="css-2cd"><div class="css-row"><span class="css-who">Ana Prado</span><span class="css-what">Precios</span></div><div class="css-row"><span class="css-who">Leo Marsh</span><span class="css-what">Call?</span></div></aside>
      <main class="css-3ef"><h1 class="css-4gh" data-pick="subject">Pricing for 40 seats</h1>
        <section class="css-5ij">
          <article class="css-6kl"><header class="css-7mn"><span class="css-8op" title="ana@prado.test" data-pick="from">Ana Prado</span><time class="css-9qr" datetime="2026-11-10T08:30:00Z" data-pick="date">10 Nov</time></header><div class="css-to">to <span data-pick="to">Ola &lt;ola@ourside.test&gt;</span></div><div class="css-body"><div><p data-pick="body">Please send a quote.</p></div><div>Thanks, Ana</div></div></article>
          <article class="css-6kl"><header class="css-7mn"><span class="css-8op" title="ola@ourside.test">Ola</span><time class="css-9qr" datetime="2026-11-11T08:30:00Z">11 Nov</time></header><div class="css-to">to <span>Ana Prado &lt;ana@prado.test&gt;</span></div><div class="css-body"><div><p>Who will decide?</p></div></div></article>
          <article class="css-6kl"><header class="css-7mn"><span class="css-8op" title="ana@prado.test">Ana Prado</span><time class="css-9qr" datetime="2026-11-12T08:30:00Z">12 Nov</time></header></article>
        </section>
        <div class="css-foot"><div class="css-x"><span>To</span><input type="text" class="css-in" data-pick="recipients" value="ana@prado.test"></div><div class="css-ed" contenteditable="true" data-pick="editor">Hello Ana</div><div><button class="css-btn">Discard</button><button class="css-btn css-go" data-pick="send">Send</button></div></div>
      </main></div></div>`,
    expected: { subject: 'Pricing for 40 seats', from: ['ana@prado.test', 'ola@ourside.test', 'ana@prado.test'], date: [Date.parse('2026-11-10T08:30:00Z'), Date.parse('2026-11-11T08:30:00Z'), Date.parse('2026-11-12T08:30:00Z')], body: ['Please send a quote.\nThanks, Ana', 'Who will decide?', null], draft: 'Hello Ana', draftTo: 'ana@prado.test', send: 'Send' },
  },
  {
    name: 'a mail shown in a frame, an editor in a frame',
    html: `
      <nav class="n"><a>Mail</a><a>Calendar</a></nav>
      <div role="main" class="m"><div class="hd"><h2 class="s" data-pick="subject">Sample of the coating</h2><div class="f"><img alt=""><a class="p" href="mailto:kei@tanaka.test" data-pick="from">Kei Tanaka</a> <span class="d" data-pick="date">2026/11/18 10:05</span></div></div>
        <iframe class="b" data-pick-in="body" srcdoc="<p>We would like to test a sample.</p><p>Kei</p>"></iframe>
        <form class="reply"><label>To <input name="to" data-pick="recipients" value="kei@tanaka.test"></label><input name="subject" value="Re: Sample of the coating"><iframe class="ed" title="Message" data-pick-in="editor" srcdoc="<body contenteditable=true><p>Dear Kei</p></body>"></iframe><input type="submit" value="Send" data-pick="send"></form></div>`,
    expected: { subject: 'Sample of the coating', from: ['kei@tanaka.test'], date: ['2026/11/18 10:05'], body: ['We would like to test a sample.\nKei'], draft: 'Dear Kei', draftTo: 'kei@tanaka.test', send: 'Send' },
  },
  {
    name: 'a CRM whose values are in fields',
    html: `
      <div id="app"><header class="bar"><input type="search" placeholder="Search"></header>
      <div class="record"><div class="grid">
        <div class="cell"><label for="f1">Opportunity</label><input id="f1" data-pick="subject" value="Press line 2"></div>
        <div class="cell"><label for="f2">Stage</label><select id="f2"><option>New</option><option selected>Proposal</option></select></div>
        <div class="cell"><label for="f3">Contact e-mail</label><input id="f3" type="email" data-pick="from" value="m.okafor@lagosfoods.test"></div>
        <div class="cell"><label for="f4">Amount</label><input id="f4" value="12,000"></div></div>
        <div class="note"><h3>Last message</h3><textarea readonly data-pick="body">Can we extend the trial by two weeks?</textarea></div>
        <div class="compose"><div class="line"><label for="f5">Send to</label><input id="f5" data-pick="recipients" value="m.okafor@lagosfoods.test"></div><textarea class="text" placeholder="Write a mail" data-pick="editor">Sure</textarea><div class="acts"><a role="button" tabindex="0" data-pick="send">Send mail</a><a role="button" tabindex="0">Cancel</a></div></div>
      </div></div>`,
    expected: { subject: 'Press line 2', from: ['m.okafor@lagosfoods.test'], body: ['Can we extend the trial by two weeks?'], draft: 'Sure', draftTo: 'm.okafor@lagosfoods.test', send: 'Send mail' },
  },
  {
    name: 'nothing but boxes with class names',
    html: `
      <div class="a1"><div class="a2"><div class="a3">Eingang</div><div class="a3">Gesendet</div></div><div class="a4"><div class="a5"><div class="a6" data-pick="subject">Angebot Halle 7</div><div class="a7"><div class="a8"><div class="a9" data-pick="from">Jule Brandt &lt;jule@hallenbau.test&gt;</div><div class="b1" data-pick="date">18.11.2026 14:02</div></div><div class="b2"><div data-pick="body">Schicken Sie uns bitte ein Angebot?</div><div>Gruß, Jule</div></div></div></div></div></div>`,
    expected: { subject: 'Angebot Halle 7', from: ['jule@hallenbau.test'], date: ['18.11.2026 14:02'], body: ['Schicken Sie uns bitte ein Angebot?\nGruß, Jule'] },
  },
  {
    name: 'marks for tests, chips for people',
    html: `
      <div data-testid="shell"><section data-testid="thread-view" aria-label="Conversation"><div data-testid="thread-subject" class="q1" data-pick="subject">Security questionnaire</div>
        <ol class="q2"><li class="q3" data-message-key="8812a"><div class="q4"><span data-testid="sender" class="q5" data-pick="from"><b>Priya N.</b> <i>priya@northbank.test</i></span><span class="q6" data-testid="when" data-pick="date">Nov 19, 2026, 4:40 PM</span></div><div class="q7" data-testid="message-body"><p data-pick="body">Our security team needs your SOC 2 report.</p></div></li>
        <li class="q3" data-message-key="8813b"><div class="q4"><span data-testid="sender" class="q5"><b>Ola</b> <i>ola@ourside.test</i></span><span class="q6" data-testid="when">Nov 20, 2026, 9:00 AM</span></div><div class="q7" data-testid="message-body"><p>Which questions are open?</p></div></li></ol></section>
        <div role="dialog" aria-label="New message" class="q8"><div class="q9"><span class="q10">To</span><div class="q11"><span class="chip" data-email="priya@northbank.test">Priya N.<button aria-label="Remove">x</button></span><input aria-label="Recipients" data-pick="recipients"></div></div><div class="q13"><input aria-label="Subject" value="Re: Security questionnaire"></div><div role="textbox" aria-multiline="true" contenteditable="true" class="q14" data-pick="editor">Here it is</div><div class="q15"><button data-testid="send-button" data-pick="send"><span>Send</span></button><button>Attach</button></div></div></div>`,
    expected: { subject: 'Security questionnaire', from: ['priya@northbank.test', 'ola@ourside.test'], date: ['Nov 19, 2026, 4:40 PM', 'Nov 20, 2026, 9:00 AM'], body: ['Our security team needs your SOC 2 report.', 'Which questions are open?'], draft: 'Here it is', draftTo: 'priya@northbank.test', send: 'Send' },
  },
  {
    name: 'the mail with its head in a frame, the subject around it',
    html: `
      <div class="shell"><h2 class="top" data-pick="subject">Meeting in Oslo</h2><iframe name="reading" class="pane" data-pick-parts='{"from":"dd","date":"dd + dt + dd","body":"main p"}' srcdoc="<dl><dt>From</dt><dd>Nils Aas &amp;lt;nils@aas.test&amp;gt;</dd><dt>Sent</dt><dd>12.11.2026</dd></dl><main><p>Shall we have a call on Monday?</p><p>Nils</p></main>"></iframe></div>`,
    expected: { subject: 'Meeting in Oslo', from: ['nils@aas.test'], date: ['12.11.2026'], body: ['Shall we have a call on Monday?\nNils'] },
  },
  {
    name: 'a workspace of web components, each in a shadow tree of its own',
    html: `
      <app-shell><template shadowrootmode="open"><nav><a>Queue</a><a>Done</a></nav>
        <main><case-view><template shadowrootmode="open">
          <header><h2 class="t" data-pick="subject">Sensor samples for the ferry</h2><button>Close</button></header>
          <section class="items">
            <case-mail class="m"><template shadowrootmode="open"><div class="h"><span class="w" data-pick="from">Yara Boone &lt;yara@ferrylines.test&gt;</span><span class="d" data-pick="date">18 Nov 2026 07:55</span></div><div class="css-body"><div><p data-pick="body">Could you send two sensors to test?</p><p>Yara</p></div></div></template></case-mail>
            <case-mail class="m"><template shadowrootmode="open"><div class="h"><span class="w">Ola &lt;ola@ourside.test&gt;</span><span class="d">18 Nov 2026 09:20</span></div><div class="css-body"><div><p>What would you test?</p></div></div></template></case-mail>
          </section>
          <case-reply><template shadowrootmode="open"><form><label for="to">To</label><input id="to" type="email" value="yara@ferrylines.test" data-pick="recipients"><textarea aria-label="Your answer" data-pick="editor">Hello Yara</textarea><ui-button><template shadowrootmode="open"><button class="in" data-pick="send"><span>Send</span></button></template></ui-button><button type="reset">Discard</button></form></template></case-reply>
        </template></case-view></main></template></app-shell>`,
    expected: { subject: 'Sensor samples for the ferry', from: ['yara@ferrylines.test', 'ola@ourside.test'], date: ['18 Nov 2026 07:55', '18 Nov 2026 09:20'], body: ['Could you send two sensors to test?\nYara', 'What would you test?'], draft: 'Hello Yara', draftTo: 'yara@ferrylines.test', send: 'Send' },
  },
];
