import { play } from './play.ts';
import { takeTour } from './tour.ts';

/** Whether a browser window can be shown to somebody. */
function hasDisplay({ platform, env }: NodeJS.Process): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

if (hasDisplay(process)) {
  await play();
} else {
  process.stdout.write(
    'There is no display here, so this is a tour with pictures. With a display, the browser opens to play with.\n',
  );
  await takeTour().catch((problem: unknown) => {
    process.stdout.write(`\nNot as expected: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    process.exitCode = 1;
  });
}
