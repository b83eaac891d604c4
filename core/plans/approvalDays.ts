/** For how many days an approval may count: our own bound; a plan that is older has seldom the same steps. */
export const maximumApprovalDays = 30;
