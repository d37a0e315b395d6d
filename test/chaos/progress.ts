/** How far a run is: an updating line on a terminal, a line every ten seconds elsewhere. */
export interface Progress {
  expect(part: string, count: number): void;
  done(part: string): void;
  end(): void;
}

const everyMs = { terminal: 1_000, elsewhere: 10_000 };

const clock = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Starts to show progress. */
export function progressOf(say: (text: string) => void): Progress {
  const parts = new Map<string, { done: number; of: number }>();
  const startedMs = Date.now();
  const { isTTY, columns = 120 } = process.stdout;

  function line(): string {
    const open = [...parts].filter(([, { done, of }]) => done < of);
    const all = [...parts.values()];
    const total = all.reduce((sum, { done }) => sum + done, 0);
    const of = all.reduce((sum, part) => sum + part.of, 0);
    const now = open.slice(0, 2).map(([name, part]) => `${name} ${part.done} of ${part.of}`);
    return `${clock(Date.now() - startedMs)}  ${total} of ${of} cases  ${now.join(', ')}`;
  }

  const show = (): void => {
    if (isTTY)
      process.stdout.write(
        `\r${line()
          .slice(0, columns - 1)
          .padEnd(columns - 1)}`,
      );
    else say(line());
  };
  const timer = setInterval(show, isTTY ? everyMs.terminal : everyMs.elsewhere);
  return {
    expect: (part, count) => void parts.set(part, { done: 0, of: count }),
    done(part) {
      const known = parts.get(part);
      if (known) known.done += 1;
    },
    end() {
      clearInterval(timer);
      show();
      if (isTTY) say('');
    },
  };
}
