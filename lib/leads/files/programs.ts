const PROGRAM_TYPES =
  /^application\/(?:x-msdownload|x-msi|x-elf|x-mach-binary|x-executable|vnd\.microsoft\.portable-executable|x\.ms\.shortcut|x-ms-shortcut|java-vm|x-sharedlib)$/;
const PROGRAM_NAMES =
  /\.(?:exe|msi|msix|com|scr|pif|bat|cmd|ps1|vbs|vbe|wsf|wsh|hta|cpl|jar|lnk|reg|apk|dmg|pkg|app|sh|desktop)$/i;

/** What starts when it is opened: nobody sends a salesperson one that they should open. */
export function isProgram(name: string, type: string): boolean {
  return PROGRAM_TYPES.test(type) || PROGRAM_NAMES.test(name);
}
