/** Control characters, and those that turn the direction of the text around them (SEC-07). */
const unshowable = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Whether one line of text hides nothing from the person who reads it. */
export function isShowable(line: string): boolean {
  return !unshowable.test(line);
}

/** The same, and without white space at its ends. */
export function isTidy(line: string): boolean {
  return isShowable(line) && line.trim() === line;
}
