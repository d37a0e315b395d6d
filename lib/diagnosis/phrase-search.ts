/** Below this many characters a plain search is as quick as any preparation. */
const longText = 2_000;

/** Groups of three characters fall into so many slots; two groups in one slot only cost a search in vain. */
const slots = 0x10000;

/** Which groups of three characters the long text searched last has. */
let searched: { text: string; groups: Uint8Array } | undefined;

function slotAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) % slots;
}

function groupsOf(text: string): Uint8Array {
  if (searched?.text === text) return searched.groups;
  const groups = new Uint8Array(slots);
  for (let at = 0; at + 2 < text.length; at += 1) groups[slotAt(text, at)] = 1;
  searched = { text, groups };
  return groups;
}

/**
 * Whether a text contains a phrase. The rules ask one text for hundreds of them, and a long text has few of the groups of
 * characters they are made of: most are told to be absent without looking through the text again.
 */
export function contains(text: string, phrase: string): boolean {
  if (text.length >= longText) {
    const groups = groupsOf(text);
    for (let at = 0; at + 2 < phrase.length; at += 1) if (groups[slotAt(phrase, at)] === 0) return false;
  }
  return text.includes(phrase);
}
