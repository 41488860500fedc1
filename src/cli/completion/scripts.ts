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
  local word files=
  COMPREPLY=()
  [[ $3 == *[\\<\\>] ]] && return # a redirection: the name of a file
  while IFS= read -r word; do
    if [[ $word ]]; then COMPREPLY+=("$word"); else files=1; fi
  done < <(apilab complete-bash "\${COMP_LINE:0:COMP_POINT}" "$2")
  [[ $files ]] || compopt +o default
  [[ \${COMPREPLY[0]-} != *= ]] || compopt -o nospace
} 2> /dev/null # bash 3 has no compopt
complete -o default -F _apilab apilab
`,
  zsh: `#compdef apilab
# apilab completion for zsh. In ~/.zshrc, after compinit: eval "$(apilab completion zsh)"
# or saved as _apilab in a folder of $fpath
_apilab() {
  local -a found suffix
  local word about files
  while IFS=$'\\t' read -r word about; do
    if [[ -n $word ]]; then found+=("\${word//:/\\\\:}\${about:+:$about}"); else files=1; fi
    [[ $word == *= ]] && suffix=(-S '')
  done < <(apilab complete "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2> /dev/null)
  if (( $#found )); then
    _describe -V apilab found "\${(@)suffix}"
  elif [[ -n $files ]]; then
    compset -P 1 '--*='
    _files
  else
    return 1
  fi
}
if [[ $funcstack[1] == _apilab ]]; then _apilab "$@"; else compdef _apilab apilab; fi
`,
  fish: `# apilab completion for fish. Save as ~/.config/fish/completions/apilab.fish
function __apilab_complete
  set --local before (commandline --tokenize --cut-at-cursor --current-process)[2..]
  set --local typed (commandline --current-token --cut-at-cursor)
  set --local word (string unescape -- "$typed")
  set --local found (apilab complete $before "$word" 2> /dev/null)
  if contains -- '' $found
    complete --do-complete "'' $typed"
  else
    string join \\n -- $found
  end
end
complete --command apilab --no-files --keep-order --arguments '(__apilab_complete)'
`,
};
