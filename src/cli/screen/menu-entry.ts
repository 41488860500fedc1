/** One thing to do: a command, or a page of things to choose from. */
export type MenuEntry = (MenuCommand | MenuBranch) & {
  /** The key that chooses it; only on a page that is not searched. */
  readonly key?: string;
};

export interface MenuCommand {
  readonly kind: 'command';
  readonly label: string;
  /** The command line it stands for, without the program's name. */
  readonly command: readonly string[];
}

export interface MenuBranch {
  readonly kind: 'page';
  readonly label: string;
  /** What is behind it, a few words: `apilab run <id>`. */
  readonly about: string;
  readonly open: () => Promise<MenuPage>;
}

/** A page of a menu. */
export interface MenuPage {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
  /** What fits to words that are typed, in place of the entries. */
  readonly find?: (typed: string) => readonly MenuEntry[];
}

export const entry = (label: string, ...command: readonly string[]): MenuCommand => ({
  kind: 'command',
  label,
  command,
});

export const page = (label: string, about: string, open: () => Promise<MenuPage>): MenuBranch => ({
  kind: 'page',
  label,
  about,
  open,
});

/** What stands beside an entry: its command, or what is behind it. */
export function commandOf(each: MenuEntry): string {
  return each.kind === 'command' ? `apilab ${each.command.join(' ')}` : each.about;
}
