/** Made by the build out of `lib/providers/screens`; see `lib/providers/watched-screens`. */
declare module 'virtual:watched-screens' {
  export const watchedScreens: readonly import('../providers/watched-screens').WatchedScreen[];
}
