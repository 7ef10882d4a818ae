// @ts-check
/**
 * What the invented prospects answer as days are skipped. An answer is a fact of the sample, not
 * a judgement of Askback's: the rules here are as simple as a stage direction.
 */
import { calendar, plusDays } from "./clock.js";
import { mails, ROBIN } from "./mails.js";

/** @typedef {import("./mails.js").Mail} Mail */
/**
 * A mail that the rep sent in the sample.
 * @typedef {object} Sent
 * @property {string} thread
 * @property {string} to as written in the composer
 * @property {string} subject
 * @property {string} body
 * @property {string[]} files
 * @property {number} at in milliseconds since 1970, UTC, on the sample's clock
 * @property {number} day how many days ahead the sample was
 */
/**
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} thread
 * @property {(sent: Sent[], arrived: (id: string) => number | null) => number | null} day the day
 *   ahead on which it arrives, seeing what was sent in its thread; null: not yet
 * @property {string} time
 * @property {(ahead: ReturnType<typeof calendar>["ahead"]) => string[]} body its dates are counted
 *   from the day on which it arrives
 */

/**
 * Whether a mail only asks what the prospect wants, and gives nothing yet.
 * @param {Sent} mail
 */
const onlyAsks = ({ body, files }) =>
  files.length === 0 &&
  body.includes("?") &&
  /\b(why|what|who|which|decide|problem|looking for|hope to)\b/i.test(body) &&
  !/\b(attached|invitation|invite|booked|recording|here is|here are|https?:)|\d[:.]\d\d\b/i.test(body);

/**
 * Not before `earliest`, and not before the day after the mail that it answers.
 * @param {number} earliest
 * @param {Sent | undefined} mail
 */
const answering = (earliest, mail) => (mail ? Math.max(earliest, mail.day + 1) : null);

/**
 * @param {Date} today
 * @returns {Answer[]}
 */
const answers = (today) => {
  const { daysUntil } = calendar(today);
  return [
    {
      // Asked why, Marta says it.
      id: "norrland-2",
      thread: "norrland-demo",
      day: (sent) => (sent[0] && onlyAsks(sent[0]) ? answering(1, sent[0]) : null),
      time: "09:12",
      body: (ahead) => [
        "Hi Robin,",
        "Fair question. Every Friday two of us spend the afternoon re-planning the shifts by hand, and Monday is wrong anyway. We want to see whether the board does that, and whether the plan goes out to payroll.",
        `Henrik, our mill director, decides on ${ahead(9)}. If it does both we start with the saw line, 40 people. If not, we keep the spreadsheet for this year.`,
        "Marta",
      ],
    },
    {
      // Two days after the demo was given: it was half of what they were looking for.
      id: "norrland-3",
      thread: "norrland-demo",
      day: (sent) => answering(2, sent.find((mail) => !onlyAsks(mail)) ?? sent[1]),
      time: "10:34",
      body: () => [
        "Hi Robin,",
        "Thank you for the demo. We saw what we needed on the shift planning, but the export was not shown. Payroll will ask me about exactly that.",
        "Marta",
      ],
    },
    {
      // Whatever is sent after that shows the export.
      id: "norrland-4",
      thread: "norrland-demo",
      day: (sent, arrived) => {
        const partly = arrived("norrland-3");
        return partly === null
          ? null
          : answering(
              partly + 1,
              sent.find((mail) => mail.day >= partly),
            );
      },
      time: "11:05",
      body: () => [
        "Hi Robin,",
        "Yes, that is what we were looking for: the file went into payroll without a change. Henrik agrees, we would like to go ahead with the saw line. What do you need from us?",
        "Marta",
      ],
    },
    {
      id: "kestrel-2",
      thread: "kestrel-terminal",
      day: (sent) => answering(7, sent[0]),
      time: "15:48",
      body: () => [
        "Dear Robin,",
        "The terminal passed: 200 cycles, no clouding, touch screen works. Please let me have the order form for the 40.",
        "Amina",
      ],
    },
    {
      id: "harbourline-4",
      thread: "harbourline-quote",
      day: (sent) => answering(1, sent[0]),
      time: "09:40",
      body: (ahead) => [
        "Hi Robin,",
        `On the quote: yes, it has what I needed, the price is inside our budget. What is open is my director, Ulf Petersen. He decides on ${ahead(7)} and wants to read how another operator went about it.`,
        "Joanna",
      ],
    },
    {
      id: "castellan-3",
      thread: "castellan-start",
      day: (sent) => answering(3, sent[0]),
      time: "17:02",
      body: () => [
        "Robin,",
        "Thanks for asking straight. The honest answer is no: the budget went to a new oven line and there is nothing left for this year.",
        "Theo",
      ],
    },
    {
      // Back from her holiday, whether or not anything was sent meanwhile.
      id: "alderwood-4",
      thread: "alderwood-crews",
      day: () => daysUntil(5),
      time: "09:25",
      body: () => [
        "Hi Robin,",
        "Back at my desk. Yes, page 4 answers it, the depot leads are happy with a yes from both sides.",
        "Priya",
      ],
    },
  ];
};

/**
 * The mails that have arrived by a day, beyond those that were there from the start.
 * @param {Date} today the real day
 * @param {number} daysAhead
 * @param {Sent[]} sent
 * @returns {Mail[]}
 */
export const arrivals = (today, daysAhead, sent) => {
  const { later } = calendar(today);
  /** @type {Map<string, number>} */
  const days = new Map();
  const from = new Map(
    mails(today)
      .filter((mail) => mail.from !== ROBIN)
      .map((mail) => [mail.thread, mail.from]),
  );
  return answers(today).flatMap(({ id, thread, day, time, body }) => {
    const mine = sent.filter((mail) => mail.thread === thread);
    const arrives = day(mine, (other) => days.get(other) ?? null);
    const sender = from.get(thread);
    if (arrives === null || arrives > daysAhead || !sender) return [];
    days.set(id, arrives);
    return [
      {
        id,
        thread,
        from: sender,
        to: [ROBIN],
        at: later(arrives, time),
        body: body(calendar(plusDays(today, arrives)).ahead),
        files: [],
      },
    ];
  });
};
