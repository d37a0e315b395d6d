/** Made by the build out of `lib/providers/screens`; see `lib/providers/watched-screens`. */
declare module 'virtual:watched-screens' {
  /** The screens whose hosts are those of the page. */
  export function screensOn(
    isHere: (hosts: readonly string[]) => boolean,
  ): readonly import('../providers/watched-screens').WatchedScreen[];
}
