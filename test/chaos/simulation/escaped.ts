/*
 * Rejections nobody handles. In the browser they go to the console and the work they belong to is lost; here they are
 * counted, and must not end the process.
 */
const escaped: string[] = [];

process.on('unhandledRejection', (reason) => {
  escaped.push(String(reason));
});

/** Takes what has escaped since the last call. */
export function takeEscaped(): string[] {
  return escaped.splice(0);
}
