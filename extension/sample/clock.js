// @ts-check
/**
 * The sample's calendar. The mails are dated from the real today, so the mailbox always looks
 * alive; skipping ahead moves "now" and leaves the mails where they are.
 */

const DAY_MS = 86_400_000;

/** Before this hour of a working day the newest mails are of the working day before. */
const OPENING_HOUR = 10;

/** @param {Date} day */
const isWorkingDay = (day) => day.getDay() !== 0 && day.getDay() !== 6;

/**
 * A day some calendar days from another, at the same local time (also across a clock change).
 * @param {Date} from
 * @param {number} days
 */
export const plusDays = (from, days) => {
  const day = new Date(from);
  day.setDate(day.getDate() + days);
  return day;
};

/**
 * A working day (Monday to Friday) some working days away; 0 is the day itself, or the working
 * day before it.
 * @param {Date} from
 * @param {number} count negative is back in time
 */
const workingDay = (from, count) => {
  let day = from;
  const step = count > 0 ? 1 : -1;
  for (let left = Math.abs(count); left > 0;) {
    day = plusDays(day, step);
    if (isWorkingDay(day)) left -= 1;
  }
  while (!isWorkingDay(day)) day = plusDays(day, -1);
  return day;
};

/**
 * The given local time of a day, in milliseconds since 1970, UTC.
 * @param {Date} day
 * @param {string} time such as "09:30"
 */
export const timeOf = (day, time) => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes).getTime();
};

/**
 * The times from which the mails are dated.
 * @param {Date} now the real time
 */
export const calendar = (now) => {
  const newest = isWorkingDay(now) && now.getHours() < OPENING_HOUR ? workingDay(now, -1) : workingDay(now, 0);
  return {
    /**
     * A past moment; 0 days ago is the newest working day of which the morning is over.
     * @param {number} workingDays
     * @param {string} time
     */
    ago: (workingDays, time) => timeOf(workingDays === 0 ? newest : workingDay(now, -workingDays), time),
    /**
     * A working day to come, as people write it.
     * @param {number} workingDays
     */
    ahead: (workingDays) => longDay(workingDay(now, workingDays).getTime()),
    /**
     * How many calendar days away a working day to come is.
     * @param {number} workingDays
     */
    daysUntil: (workingDays) => Math.round((timeOf(workingDay(now, workingDays), "12:00") - timeOf(now, "12:00")) / DAY_MS),
    /**
     * A moment on a day reached by skipping ahead.
     * @param {number} days calendar days from the real today
     * @param {string} time
     */
    later: (days, time) => timeOf(plusDays(now, days), time),
  };
};

const LANGUAGE = "en-GB";
const long = new Intl.DateTimeFormat(LANGUAGE, { weekday: "long", day: "numeric", month: "long" });
const short = new Intl.DateTimeFormat(LANGUAGE, { weekday: "short", day: "numeric", month: "short" });
const clock = new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit" });

/** @param {number} at */
export const longDay = (at) => long.format(at).replace(",", "");

/** @param {number} at */
export const dayAndTime = (at) => `${short.format(at).replace(",", "")}, ${clock.format(at)}`;

/**
 * For the list: the time of today's mails, the day of older ones.
 * @param {number} at
 * @param {number} now
 */
export const dayOrTime = (at, now) =>
  new Date(at).toDateString() === new Date(now).toDateString() ? clock.format(at) : short.format(at).replace(",", "");

/**
 * `2026-03-09T08:47:00.000Z`, for `<time datetime>`.
 * @param {number} at
 */
export const iso = (at) => new Date(at).toISOString();
