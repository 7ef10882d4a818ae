// @ts-check
/**
 * The mails of the sample. People, firms and numbers are invented; every address is under
 * `.example`, which nobody can own, and each prospect has one domain.
 */
import { calendar } from "./clock.js";

/** @typedef {{ name: string, email: string }} Person */
/** @typedef {string | { quote: string[] }} Block a paragraph, or a quoted earlier mail */
/**
 * @typedef {object} Mail
 * @property {string} id
 * @property {string} thread
 * @property {Person} from
 * @property {Person[]} to
 * @property {number} at in milliseconds since 1970, UTC
 * @property {Block[]} body
 * @property {string[]} files
 */
/** @typedef {{ id: string, subject: string }} Thread */

/** @type {Person} */
export const ROBIN = { name: "Robin Price", email: "robin@acme-sales.example" };
const MARTA = { name: "Marta Lindqvist", email: "marta.lindqvist@norrland-timber.example" };
const AMINA = { name: "Amina Osei", email: "amina.osei@kestrel-coatings.example" };
const JOANNA = { name: "Joanna Brandt", email: "j.brandt@harbourline.example" };
const THEO = { name: "Theo Marchetti", email: "theo@castellan-bakeries.example" };
const PRIYA = { name: "Priya Raman", email: "priya.raman@alderwood-rail.example" };
const DANA = { name: "Dana Whitlock", email: "dana@acme-sales.example" };
const LETTER = { name: "The Floor Letter", email: "letter@floor-letter.example" };

/** @type {Thread[]} */
export const THREADS = [
  { id: "norrland-demo", subject: "Demo of the planning board" },
  { id: "kestrel-terminal", subject: "A floor terminal for our lab" },
  { id: "harbourline-quote", subject: "Quote for three terminals’ crews" },
  { id: "castellan-start", subject: "Planboard for the Dunmore plant" },
  { id: "alderwood-crews", subject: "Crew planning: next step" },
  { id: "floor-letter", subject: "Five ways to lose a shift change" },
  { id: "forecast", subject: "Forecast by Thursday?" },
];

/** What Robin had read before the sample begins. */
export const READ = ["harbourline-1", "castellan-1", "alderwood-1", "alderwood-3"];

/** What Robin can attach. */
export const FILES = [
  "Planboard-demo-invitation.ics",
  "Planboard-overview.pdf",
  "Planboard-price-list.pdf",
  "Planboard-export-walkthrough.mp4",
  "Case-study-Brightwater-Mills.pdf",
  "Security-questionnaire-answers.pdf",
];

/**
 * The mails that are there from the start.
 * @param {Date} today
 * @returns {Mail[]}
 */
export const mails = (today) => {
  const { ago, ahead } = calendar(today);
  return [
    {
      id: "norrland-1",
      thread: "norrland-demo",
      from: MARTA,
      to: [ROBIN],
      at: ago(0, "08:47"),
      body: [
        "Hi Robin,",
        "A colleague at another mill mentioned Planboard to me. Could you set up a demo of the planning board for our team next week?",
        "Kind regards,\nMarta Lindqvist\nProduction Manager, Norrland Timber",
      ],
      files: [],
    },
    {
      id: "kestrel-1",
      thread: "kestrel-terminal",
      from: AMINA,
      to: [ROBIN],
      at: ago(0, "08:12"),
      body: [
        "Dear Robin,",
        `Could you send us one of your floor terminals as a test unit, so that our lab can check whether it survives our solvent wipe-down? Tomasz Wilk in the lab runs the 200-cycle test on ${ahead(6)}; no clouding and a working touch screen is a pass.`,
        `If it passes, we order 40 for both paint halls. If it does not, we stay with paper cards and tell you so. You have our answer by ${ahead(8)}.`,
        "Best wishes,\nAmina Osei\nHead of Operations, Kestrel Coatings",
      ],
      files: ["Wipe-down-protocol-KC-14.pdf"],
    },
    {
      id: "harbourline-1",
      thread: "harbourline-quote",
      from: JOANNA,
      to: [ROBIN],
      at: ago(8, "10:26"),
      body: [
        "Hello Robin,",
        "Thank you for the call. Please send me a quote for the crews of our three terminals, about 220 people, so that I can put it next to what the overtime costs us today.",
        "Joanna Brandt\nHarbourline Logistics",
      ],
      files: [],
    },
    {
      id: "harbourline-2",
      thread: "harbourline-quote",
      from: ROBIN,
      to: [JOANNA],
      at: ago(5, "14:05"),
      body: [
        "Hi Joanna,",
        "Attached is the quote for 220 people at three terminals, with the roll-out and the training priced separately.",
        "Best,\nRobin",
      ],
      files: ["Quote-Harbourline-220.pdf"],
    },
    {
      id: "harbourline-3",
      thread: "harbourline-quote",
      from: JOANNA,
      to: [ROBIN],
      at: ago(1, "11:31"),
      body: [
        "Hi Robin,",
        "Thanks for this. Could you also send us a case study from another port operator? It would help me with our director.",
        "Joanna",
        {
          quote: [
            "Attached is the quote for 220 people at three terminals, with the roll-out and the training priced separately.",
            "Best,\nRobin",
          ],
        },
      ],
      files: [],
    },
    {
      id: "castellan-1",
      thread: "castellan-start",
      from: THEO,
      to: [ROBIN],
      at: ago(15, "09:18"),
      body: [
        "Robin,",
        "The walkthrough was useful, the night shift in Dunmore would be glad of it. I will talk to our finance people about a start in one of the two plants.",
        "Theo Marchetti\nCastellan Bakeries",
      ],
      files: [],
    },
    {
      id: "castellan-2",
      thread: "castellan-start",
      from: ROBIN,
      to: [THEO],
      at: ago(12, "16:40"),
      body: [
        "Hi Theo,",
        "Good to hear. Which of the two plants would you start with, and who besides you decides on it?",
        "Best,\nRobin",
      ],
      files: [],
    },
    {
      id: "alderwood-1",
      thread: "alderwood-crews",
      from: PRIYA,
      to: [ROBIN],
      at: ago(6, "13:52"),
      body: [
        "Hi Robin,",
        "We have read the overview. The depot leads want to know how swaps between two depots are approved before we go on.",
        "Priya Raman\nAlderwood Rail",
      ],
      files: [],
    },
    {
      id: "alderwood-2",
      thread: "alderwood-crews",
      from: ROBIN,
      to: [PRIYA],
      at: ago(3, "15:20"),
      body: [
        "Hi Priya,",
        "A swap between depots needs a yes from both leads; page 4 of the attached overview shows it. Does that answer the depot leads’ question?",
        "Best,\nRobin",
      ],
      files: ["Planboard-overview.pdf"],
    },
    {
      id: "alderwood-3",
      thread: "alderwood-crews",
      from: PRIYA,
      to: [ROBIN],
      at: ago(3, "15:21"),
      body: [
        "Automatic reply: Crew planning: next step",
        `Thank you for your message. I am out of the office and will be back on ${ahead(5)}. I do not read my mail until then. In urgent cases please write to crews@alderwood-rail.example.`,
        "Priya Raman",
      ],
      files: [],
    },
    {
      id: "letter-1",
      thread: "floor-letter",
      from: LETTER,
      to: [ROBIN],
      at: ago(1, "06:05"),
      body: [
        "THE FLOOR LETTER, No. 88",
        "This week: five ways to lose a shift change, and one way to keep it. Also: why the best-planned mills plan less, and a reader’s trick with coloured tape.",
        "Book a free demo of our partner’s label printer before the end of the month and get a roll of labels on us.",
        "You receive this letter because you subscribed at floor-letter.example. Unsubscribe with one click.",
      ],
      files: [],
    },
    {
      id: "forecast-1",
      thread: "forecast",
      from: DANA,
      to: [ROBIN],
      at: ago(1, "16:22"),
      body: [
        "Hi Robin,",
        "Can you send me your forecast for the quarter by Thursday? I need a number for Harbourline and Kestrel, the rest in one line is fine.",
        "Thanks,\nDana",
      ],
      files: [],
    },
  ];
};
