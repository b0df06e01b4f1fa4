/** Who may say and hear what, case by case, written down independently of the policy: to try whatever enforces it. */
package io.oeesuite.mqttaccess.cases;
