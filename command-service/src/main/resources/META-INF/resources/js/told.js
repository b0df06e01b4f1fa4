// What is said of an order that was not taken.

import { loginLink } from './login.js';

/** The message as nodes, with the way to log in where that is what it takes. */
export function told(problem) {
  return problem.loginNeeded ? [`${problem.message} `, loginLink()] : [problem.message];
}
