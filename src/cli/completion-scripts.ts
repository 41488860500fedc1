/** Shells that can be taught. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** The script that teaches a shell to ask `apilab complete` for what fits at the cursor. */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `# apilab completion for bash. In ~/.bashrc: eval "$(apilab completion bash)"
_apilab() {
  local IFS=$'\\n'
  COMPREPLY=($(apilab complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null | cut -f 1))
}
complete -o default -F _apilab apilab
`,
  zsh: `#compdef apilab
# apilab completion for zsh. In ~/.zshrc, after compinit: eval "$(apilab completion zsh)"
_apilab() {
  local -a found
  local line
  while IFS=$'\\t' read -r word about; do
    found+=("\${word//:/\\\\:}:$about")
  done < <(apilab complete "\${(@)words[2,CURRENT]}" 2> /dev/null)
  if (( \${#found} )); then _describe -V apilab found; else _files; fi
}
compdef _apilab apilab
`,
  fish: `# apilab completion for fish. Save as ~/.config/fish/completions/apilab.fish
function __apilab_complete
  set --local words (commandline --tokenize --cut-at-cursor --current-process)[2..]
  apilab complete $words (commandline --current-token --cut-at-cursor | string collect --allow-empty) 2> /dev/null
end
complete --command apilab --no-files --arguments '(__apilab_complete)'
complete --command apilab --condition '__fish_seen_subcommand_from replay' --force-files
complete --command apilab --condition 'string match --quiet --regex "^[./~]" -- (commandline --current-token)' --force-files
complete --command apilab --short-option o --long-option output --require-parameter --force-files
`,
};
