// What whoever is logged in may do here; the service decides, this only does not offer what it would refuse.

let roles = null;

/** @param who as /api/v1/me says; null while that is not known */
export function learn(who) {
  roles = who ? new Set(who.roles) : null;
}

const any = (...names) => roles === null || names.some((name) => roles.has(name));

export const mayCommand = () => any('operator');
export const mayAskForBirth = () => any('operator', 'maintenance');
export const maySwitchHost = () => any('admin');

/** Why there is nothing to command with; empty for who may command. */
export function why(who) {
  return who && !mayCommand()
    ? `${who.name} may look, but not command: that takes the role operator.`
    : '';
}
