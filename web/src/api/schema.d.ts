/** Written from openapi.json by `npm run client`. */
export interface paths {
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Does the process run? Asks nothing else: a database that is away is no reason to kill us. */
    get: operations['Health_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** May the process be given work? */
    get: operations['Health_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the sign-in page has to offer. */
    get: operations['SetUp_start'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/set-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes the first privacy officer. A second factor comes next. */
    post: operations['SetUp_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mail address and password: the first factor. Wrong ones are answered alike, whichever it was. */
    post: operations['SignIn_password'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/sign-in/totp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A code of the authenticator app or a recovery code: the second factor. */
    post: operations['SignIn_code'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/sign-in/passkey/options': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A challenge for any passkey of this service. */
    post: operations['SignIn_passkeyOptions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/sign-in/passkey': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The authenticator's answer: both factors at once, with or without the password before. */
    post: operations['SignIn_passkey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['SignIn_signOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/invitations/acceptance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Somebody who was invited sets her password. A second factor comes next. */
    post: operations['Invitations_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in, and what she may do. */
    get: operations['Account_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch: operations['Account_change'];
    trace?: never;
  };
  '/v1/staff/me/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sets a new password; all other sessions end. */
    post: operations['Account_password'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/totp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begins to set up an authenticator app. One that is in force stays so until the first code of the new one. */
    post: operations['Enrolment_beginTotp'];
    /** Takes the authenticator app away, where a passkey remains. */
    delete: operations['Enrolment_removeTotp'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/totp/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Enrolment_confirmTotp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/passkeys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Enrolment_list'];
    put?: never;
    post: operations['Enrolment_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/passkeys/options': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What the browser needs to make a passkey. */
    post: operations['Enrolment_options'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/passkeys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Enrolment_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/recovery-codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ten new recovery codes; earlier ones are void. */
    post: operations['Enrolment_codes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/step-up/options': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['StepUp_options'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/step-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Shows a second factor again. The session goes on under a new cookie. */
    post: operations['StepUp_present'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sessions_list'];
    put?: never;
    post?: never;
    /** Ends all but the one that asks. */
    delete: operations['Sessions_endOthers'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/me/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends one; it may be the one that asks. */
    delete: operations['Sessions_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Staff who share a controller with the caller, by keyset pages. */
    get: operations['Staffing_page'];
    put?: never;
    /** Invites somebody. The answer has the link by which she sets her password. */
    post: operations['Staffing_invite'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/{id}/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A new link for somebody who has not used hers; the earlier one is void. */
    post: operations['Staffing_inviteAgain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes name, roles or controllers, or disables. Her sessions end when what she may do changes. */
    patch: operations['Staffing_change'];
    trace?: never;
  };
  '/v1/requests/{id}/opinions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Opinions_list'];
    put?: never;
    /** Records an opinion. It can be added to, and not changed. */
    post: operations['Opinions_give'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/portal/challenge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A challenge (ALTCHA, version 2). Solve it (`solveChallenge` of altcha-lib, best in a worker) and send
     *     `base64(JSON {challenge, solution})` as `proofOfWork` with POST /v1/submissions. Good once, for half an hour.
     */
    get: operations['ProofOfWork_challenge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/receipt-date': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Corrects the true receipt of the case, for a reason that stands in the ledger. Its clocks count from then. */
    post: operations['ReceiptCorrections_correct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/scans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** One file: PDF, PNG, JPEG or TIFF, at most 10 MiB. */
    post: operations['Scans_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/scans/{scanId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A scan as it was taken. The look is recorded. */
    get: operations['Scans_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/controllers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Controllers that can be asked. */
    get: operations['Submissions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A person asks. Anybody may; the answer is the same whether or not she is known. Nothing happens to data before the
     *     identity is proven as far as the law asks for it.
     */
    post: operations['Submissions_ask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Requests by keyset pages, earliest deadline first unless another order is asked for. */
    get: operations['Queue_list'];
    put?: never;
    /** A system of the company submits what a person asked there. The channel proves nothing about who asks. */
    post: operations['Submissions_submit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/recorded': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** An officer records a request that came by letter, phone, counter or mail. */
    post: operations['Submissions_record'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hooks/{source}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes a webhook. The source's path is known to its sender alone, and what comes is judged by the signature over its
     *     bytes before anything of it is read. It is written down and answered; what it means is found out later.
     */
    post: operations['Hooks_receive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-senders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The senders whose deliveries are taken, with the settings that each has. */
    get: operations['HookSources_senders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sources of one's controllers, also those that were disabled. */
    get: operations['HookSources_list'];
    put?: never;
    /** Adds a source. Its address is in the list from then on. */
    post: operations['HookSources_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-sources/{id}/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put: operations['HookSources_change'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-sources/{id}/secrets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Adds a secret beside those that hold already: set it here first, then with the sender, then end the old one. */
    post: operations['HookSources_addSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-sources/{id}/secrets/{secret}/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['HookSources_endSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-sources/{id}/disabling': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** From now on its address leads nowhere. What it has sent stays. */
    post: operations['HookSources_disable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shadow-requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Those that wait, the ones due first at the top. What was written is shown one by one. */
    get: operations['ShadowRequests_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shadow-requests/count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many wait, for the door of the page. */
    get: operations['ShadowRequests_count'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shadow-requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One of them, without what was written. */
    get: operations['ShadowRequests_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shadow-requests/{id}/reveals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What was written, and by whom, once it is recorded who looks and why. */
    post: operations['ShadowRequests_reveal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shadow-requests/{id}/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** It is a request. Its clock has run since it was written. */
    post: operations['ShadowRequests_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/shadow-requests/{id}/dismissal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** It is none, for this reason. */
    post: operations['ShadowRequests_dismiss'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/detection/rules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The rules in force, with their weights and thresholds. */
    get: operations['Detection_rules'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-findings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest first; those that are settled too, unless only open ones are asked for. */
    get: operations['Findings_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-findings/{id}/record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which record it is about, for whoever decides. */
    get: operations['Findings_record'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/hook-findings/{id}/settlement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Findings_settle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The tickets that a request began in, and what they have been told. */
    get: operations['Tickets_ofRequest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is asked for, and what has been shown. */
    get: operations['PersonProof_status'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/proof/code': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a code to the mail address given with the request. */
    post: operations['PersonProof_send'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/proof/code/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes the code. Five attempts a code, five codes a day. */
    post: operations['PersonProof_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/proof/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes an assertion of the company's own login. */
    post: operations['PersonProof_login'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/identity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['OfficerIdentity_decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/identity/code': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends a code to the mail address that the person gave. Where a code alone does not suffice it is one of the things on
     *     which the office's decision rests: it shows that she opens this mailbox, and nothing more.
     */
    post: operations['OfficerIdentity_askCode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/further-data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The invitations that are open, and what may be given. */
    get: operations['PersonFurtherData_asked'];
    put?: never;
    /** Takes further identifiers. They are kept sealed, are unproven, and the answer does not tell whether they are known. */
    post: operations['PersonFurtherData_give'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/further-data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Writes to her what was tried and what would help. The time to answer runs on. */
    post: operations['OfficeFurtherData_ask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/plan': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What will happen, where, to how many records, on which ground; what cannot be undone; what stays and until when. */
    get: operations['Plan_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/plan/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves the plan with this hash. */
    post: operations['Plan_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/objections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Objections_object'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/standing-approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All of them, also those that ended, the newest first, by keyset pages. */
    get: operations['StandingApprovals_page'];
    put?: never;
    /** Gives one: from now on deferred erasures under the ground go on their day without being asked about. */
    post: operations['StandingApprovals_give'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/standing-approvals/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revokes one. What was approved on it and has not begun is not called back: withdraw that by itself. */
    delete: operations['StandingApprovals_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/requests/{id}/copy-first': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets the erasure follow some days after the copy, or keeps it waiting for her word. */
    post: operations['CopyFirst_choose'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/refusal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Decisions_refuse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/extension': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Decisions_extend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/doubt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Decisions_doubt'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/requests/{id}/package/grants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Leave to fetch the package of a request, on a proof that is fresh enough. */
    post: operations['Downloads_grant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/packages/fetch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The package, as a ZIP. */
    post: operations['Downloads_fetch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/packages/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The report of a released package as a page. Send the form with a frame as its target: the grant's token travels in
     *     the body. Spends the grant; takes none of the downloads that are left, and is bounded and written down like them.
     */
    post: operations['ReportPreview_read'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/package/printing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The report, or the package. Shows all of the person's data: every time is in the ledger. */
    post: operations['Printing_print'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/package': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The package as it stands: what it covers and holds back. */
    get: operations['Review_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What waits for an officer's eyes, one by one. Shows personal data, and so the look is recorded. */
    get: operations['Review_items'];
    put?: never;
    /** Decides, and has the package built again with the decisions. */
    post: operations['Review_decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Releases the package with this digest: from now on the proven person may fetch it. */
    post: operations['Review_releasePackage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/deferred-erasures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is put off, the earliest date first, by keyset pages. */
    get: operations['Deferred_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/deferred-erasures/{id}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Decides about one that a finding has stopped. */
    post: operations['Deferred_decide'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/probes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** When each system is asked whether the person has come back, what came of it, and what is kept for it. */
    get: operations['Probes_of'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/probes/figures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the looks of the caller's controllers stand. */
    get: operations['Probes_figures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/replays/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Replays_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/replays/{id}/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves what was counted, by its hash. From then on it is erased again. */
    post: operations['Replays_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/restore-gate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The gate of a system. Always answered with 200: `state` says whether it is red. It turns red when a restore is declared
     *     and green when every erasure finished since the back-up has been replayed clean, and every finding is settled.
     */
    get: operations['Restores_show'];
    put?: never;
    /** Declares that the system was restored from a back-up: from now on its gate is red. */
    post: operations['Restores_declare'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/replays': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The latest replays of the system, with how far each is. */
    get: operations['Restores_list'];
    put?: never;
    /**
     * Counts, without touching anything, what of the erasures finished since a moment is back in the system. Covers the
     *     controllers of whoever asks. What was counted is then approved at `POST /v1/replays/{id}/approval`.
     */
    post: operations['Restores_ask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/suppression/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bulk check for imports and mailings: who was erased here and must not come back, and who may not be written to.
     *
     *     Never the visible answer of a sign-up form or of anything else that strangers can reach: it would tell them who once
     *     was a customer. Calls are limited for each API key and written to the ledger by their counts.
     */
    post: operations['Suppression_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exchange/task': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is asked. Once it is answered, nothing about the person is shown any more. */
    get: operations['Exchange_task'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exchange/task/pages/{number}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** One page of records, numbered from 1. The same page may be sent again. */
    put: operations['Exchange_page'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exchange/task/pages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forgets the uploaded pages, to begin anew. Not after the answer. */
    delete: operations['Exchange_discard'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exchange/task/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A file that shows what was done: PDF, PNG, JPEG or TIFF, at most 10 MiB. */
    post: operations['Exchange_file'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/exchange/task/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** How it stands: taken, or one of the ends. Each is said once; the same may be said again. */
    post: operations['Exchange_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/agent/hello': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** An agent begins: both must speak one language. */
    post: operations['Agent_hello'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/agent/systems/{system}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** What a system looks like from where the agent stands. */
    put: operations['Agent_site'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/agent/leases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The next call, if there is one. It is the agent's until it has been silent for too long. */
    post: operations['Agent_lease'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/agent/heartbeats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Agent_heartbeat'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/agent/calls/{id}/pages/{number}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put: operations['Agent_page'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/agent/calls/{id}/result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The call is done with so many pages, or has failed. */
    post: operations['Agent_result'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/conversations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Conversations_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/conversations/{conversationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is asked, for whoever does it at the desk. It shows who the person is. */
    get: operations['Conversations_task'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/conversations/{conversationId}/reason': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the other side wrote beside its answer. */
    get: operations['Conversations_reason'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/conversations/{conversationId}/files/{fileId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Conversations_file'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/conversations/{conversationId}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The answer of somebody who has signed in: she signs it, and it is more than what a link says (practice 30). */
    post: operations['Conversations_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/owner': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Owners_shown'];
    /** Names her, or somebody in her place. Whoever is new is sent what is open; earlier links end. */
    put: operations['Owners_name'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/owner/ending': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** From now on nobody is written to, and no link opens anything; the office does what is open. */
    post: operations['Owners_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/owner-tasks/{conversationId}/link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends it once more, or another one where the last was revoked. */
    post: operations['OwnerLinks_send'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/owner-tasks/{conversationId}/link/revocation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The link that was sent opens nothing any more. */
    post: operations['OwnerLinks_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/assignment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives the request to somebody, or to nobody. It gives no right to anything. */
    post: operations['Assignment_assign'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A case as it stands: who asked and how proven, clock, stages, plan, work, and what whoever asks may decide now. */
    get: operations['Desk_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/withdrawal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Withdraws on the person's word. Too late once something is destroyed: then the answer says what was done. */
    post: operations['Desk_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** From now on nothing of the case is destroyed, also what has begun stops at its next step. */
    post: operations['Desk_hold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/holds/{holdId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Desk_lift'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/errands/{errandId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Settles what was given to a person. What was found after an erasure only an officer settles. */
    post: operations['Desk_settle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/errands': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Errands_page'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/desk/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Server-sent events. `request`: requests have changed, `data` is `{ "ids": [...] }`. `errand`: errands of these requests
     *     were opened or settled, `data` is the same. `figures`: counts and figures have
     *     changed. `resync`: something was missed, look at everything anew. A comment every 20 seconds; the stream ends after
     *     five minutes and is to be opened again, as browsers do by themselves. It ends within seconds when the session or key
     *     ends by which it was opened, or its rights change.
     */
    get: operations['Events_open'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/figures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many are open, due and late, how old they are, and how long stages and systems took. */
    get: operations['Figures_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far the log is. */
    get: operations['Ledger_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The log, the newest first. It holds codes, ids and counts, and nothing about a person. */
    get: operations['Ledger_entries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger/checkpoint': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest signed checkpoint (C2SP tlog-checkpoint). It says nothing of anybody. */
    get: operations['Ledger_checkpoint'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger/checkpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was signed, the newest first, and where each checkpoint lies beside our database. */
    get: operations['Ledger_checkpoints'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger/verification': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Verifications of the whole ledger, the newest first. */
    get: operations['Ledger_verifications'];
    put?: never;
    /** Has a worker verify the whole ledger. While one waits or runs no other can be asked for. */
    post: operations['Ledger_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger/verification/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Ledger_verification'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/letters/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The letter that a decision would send now, in both languages. Nothing is decided and nothing is sent. */
    post: operations['LetterPreview_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/letters/{letterId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A letter as it reads. The look is recorded. */
    get: operations['Letters_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/letters/{letterId}/dispatch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Notes that the printed letter has been handed to the post. */
    post: operations['Letters_dispatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/counts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many there are of what, exactly. */
    get: operations['Queue_counts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Finds requests by reference or by an exact identifier. There is no search by name. */
    post: operations['Queue_search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A C2SP tlog-proof that the newest entry of the request stands in the ledger. Verifies offline. */
    get: operations['Receipts_receipt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/desk/reveal-reasons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The reasons that can be given. */
    get: operations['Reveals_codes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/reveals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Shows what is sealed, once it is recorded who looks and why. Free text of a copy is for those who review it. */
    post: operations['Reveals_reveal'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/trail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Trail_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/desk/views': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Views_list'];
    put?: never;
    post: operations['Views_keep'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/desk/views/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Views_drop'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/desk/colleagues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Members of the office who may read requests of one of the caller's controllers: whom a request can be given to. */
    get: operations['Views_whom'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/requests/{id}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest first. What somebody sees who may answer counts as read. */
    get: operations['OfficeMessages_list'];
    put?: never;
    /** Writes to the person. She is told by mail that a message waits, and nothing of what it says. */
    post: operations['OfficeMessages_write'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest first; what is shown counts as read. Before proof only what may be read without it. */
    get: operations['PersonMessages_list'];
    put?: never;
    /** Writes to the office. Thirty a day. */
    post: operations['PersonMessages_write'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The form. */
    get: operations['PlainAsk_form'];
    put?: never;
    /**
     * Takes the form, and answers with the reference, the key to the case and what comes next. No proof of work here: a
     *     limit by address, the form's own token and the code by mail stand in for it.
     */
    post: operations['PlainAsk_submit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/plain.css': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The pages' style. */
    get: operations['PlainAsk_style'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Asks for the reference and the key. */
    get: operations['PlainCase_open'];
    put?: never;
    /** How the case stands. */
    post: operations['PlainCase_show'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same, with the code. */
    get: operations['PlainCase_openProof'];
    put?: never;
    /** Takes the code of the mail. */
    post: operations['PlainCase_prove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/code': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends another code. */
    post: operations['PlainCase_resend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/withdrawal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Withdraws a request. */
    post: operations['PlainCase_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Her word that the copy has arrived. */
    post: operations['PlainCase_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/message': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Writes to the office. */
    post: operations['PlainCase_write'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask/package': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The package, as a ZIP; a page where it cannot be had. */
    post: operations['PlainCase_fetch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Portal_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/requests/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Her receipt: a file that verifies without us. It shows what we recorded and when, not the erasure itself. */
    get: operations['Portal_receipt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/requests/{id}/withdrawal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** She withdraws a request. Too late once something is destroyed: the answer says what was done. */
    post: operations['Portal_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/case/requests/{id}/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Her word that the copy has arrived: the erasure she asked for with it may go on. */
    post: operations['Portal_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/portal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Controllers, what can be asked of them and by when they answer, their notice, and what this browser has signalled. */
    get: operations['PortalStart_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/ledger/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The keys by which receipts and checkpoints can be checked. */
    get: operations['LedgerKeys_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Systems_list'];
    put?: never;
    /** Registers a system as a draft, with its connection. Secrets are sealed and never shown again. */
    post: operations['Drafts_register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the system whether it answers and which rights we have there; nothing is changed. */
    post: operations['Systems_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/drafts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Systems that are being registered or whose map is being changed. */
    get: operations['Drafts_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/draft': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Drafts_show'];
    /** Keeps the text, right or wrong, and says what is wrong with it. */
    put: operations['Drafts_write'];
    /** A draft from the map in force, or the one that is being written already. */
    post: operations['Drafts_begin'];
    delete: operations['Drafts_discard'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/draft/connection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Another connection in the draft; the rest of the text stays as it was written. */
    put: operations['Drafts_connect'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/draft/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Can the system be reached by the draft's connection, and with which rights? Nothing is changed there. */
    post: operations['Drafts_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/draft/scan': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Looks at the live schema and proposes a map; the draft stays as it is until the proposal is saved. */
    post: operations['Drafts_scan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/draft/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What the linter and the live schema have to say to the draft. */
    post: operations['Drafts_review'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/draft/activation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Puts the draft in force as a new version of the map. Refused while linter or live schema find an error. */
    post: operations['Drafts_activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/connectors': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Connectors that are built in, each with the schema of its settings. */
    get: operations['Maps_connectors'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/maps/schema': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** JSON Schema of the data map: editors complete by it. */
    get: operations['Maps_mapSchema'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/maps/lint': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lints a text that is not kept. */
    post: operations['Maps_lint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/map': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The map in force as it was written, and its versions, newest first. */
    get: operations['Maps_inForce'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/systems/{system}/trials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What would be found of this person, and what an erasure would make of it. */
    post: operations['Trials_run'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/first-run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far an installation is on its way to the first proven erasure of a test person. */
    get: operations['FirstRun_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    StartDto: {
      /** @description Nobody can sign in yet: the first officer is made with the code that the service printed when it started. */
      setUpNeeded: boolean;
      /** @description Passkeys can be used under the address of this service. */
      passkeys: boolean;
    };
    SetUpDto: {
      /** @description As the service printed it: `XXXX-XXXX-XXXX`. */
      code: string;
      name: string;
      /** Format: email */
      email: string;
      /** @description 12 to 128 characters; nothing common, nothing of one's name or address. */
      password: string;
    };
    SignInStepDto: {
      /**
       * @description What comes next. `totp`: a code (or a recovery code) to POST /v1/staff/sign-in/totp. `passkey`: she has no
       *     authenticator app, so a passkey to POST /v1/staff/sign-in/passkey (a recovery code is taken, too). `enrol`: she has
       *     no second factor yet and must set one up. `done`: signed in.
       * @enum {string}
       */
      next: 'done' | 'enrol' | 'passkey' | 'totp';
    };
    PasswordSignInDto: {
      email: string;
      password: string;
    };
    SecondFactorDto: {
      /** @description Six digits of the authenticator app, or a recovery code. */
      code: string;
    };
    PasskeyRequestOptionsDto: {
      challenge: string;
      rpId: string;
      timeout: number;
      userVerification: string;
    };
    AssertionResponseDto: {
      clientDataJSON: string;
      authenticatorData: string;
      signature: string;
      userHandle?: string | null;
    };
    PasskeyAssertionDto: {
      id: string;
      rawId: string;
      response: components['schemas']['AssertionResponseDto'];
      /** @enum {string|null} */
      authenticatorAttachment?: 'cross-platform' | null | 'platform';
      clientExtensionResults: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      type: 'public-key';
    };
    AcceptInvitationDto: {
      /** @description What stands behind `#` in the link. */
      token: string;
      /** @description 12 to 128 characters; nothing common, nothing of one's name or address. */
      password: string;
    };
    OwnAccountDto: {
      id: string;
      name: string;
      email: string;
      roles: ('agent' | 'auditor' | 'dpo' | 'engineer' | 'privacy_officer')[];
      /** @description Slugs of her controllers; all if null. */
      controllers: string[] | null;
      /** @description Names of the policies that let her in. */
      may: (
        | 'account.own'
        | 'errand.read'
        | 'errand.settle'
        | 'figures.read'
        | 'finding.read'
        | 'finding.settle'
        | 'hold.lift'
        | 'hold.place'
        | 'hook.manage'
        | 'hook.read'
        | 'identity.decide'
        | 'ledger.read'
        | 'ledger.verify'
        | 'message.read'
        | 'message.write'
        | 'opinion.read'
        | 'opinion.write'
        | 'package.print'
        | 'package.release'
        | 'package.review'
        | 'personal.reveal'
        | 'plan.approve'
        | 'plan.read'
        | 'receipt.correct'
        | 'replay.count'
        | 'request.assign'
        | 'request.cancel'
        | 'request.extend'
        | 'request.read'
        | 'request.record'
        | 'request.refuse'
        | 'request.submit'
        | 'restore.declare'
        | 'restore.read'
        | 'shadow.decide'
        | 'shadow.read'
        | 'staff.manage'
        | 'staff.read'
        | 'suppression.check'
        | 'system.manage'
        | 'system.read'
      )[];
      /** @description One of her controllers lets one person hold two duties at present (practice: recorded as single-person approval). */
      singlePerson: boolean;
      /** @enum {string} */
      secondFactor: 'none' | 'passkey' | 'totp';
      /** @description Recovery codes that are not used up. */
      recoveryCodesLeft: number;
      /** @enum {string} */
      locale: 'de' | 'en';
    };
    ChangeAccountDto: {
      /** @enum {string} */
      locale?: 'de' | 'en';
      name?: string;
    };
    ChangePasswordDto: {
      current: string;
      /** @description 12 to 128 characters; nothing common, nothing of her name or address. */
      next: string;
    };
    TotpOfferDto: {
      /** @description `otpauth://totp/…`, to be shown as a QR code. */
      uri: string;
      /** @description The secret in base32, to be typed where no camera is. */
      secret: string;
    };
    RecoveryCodesDto: {
      /** @description Shown this once; each signs in once in place of the second factor. Those given before are void. */
      recoveryCodes: string[];
    };
    PasskeyDto: {
      id: string;
      name: string;
      /** @description It is copied to her other devices by its maker. */
      backedUp: boolean;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      usedAt: string | null;
    };
    PasskeysDto: {
      items: components['schemas']['PasskeyDto'][];
    };
    PasskeyPartyDto: {
      id: string;
      name: string;
    };
    PasskeyUserDto: {
      id: string;
      name: string;
      displayName: string;
    };
    PasskeyParameterDto: {
      alg: number;
      type: string;
    };
    PasskeyDescriptorDto: {
      id: string;
      type: string;
      transports?: string[];
    };
    PasskeySelectionDto: {
      residentKey: string;
      requireResidentKey: boolean;
      userVerification: string;
    };
    PasskeyCreationOptionsDto: {
      challenge: string;
      rp: components['schemas']['PasskeyPartyDto'];
      user: components['schemas']['PasskeyUserDto'];
      pubKeyCredParams: components['schemas']['PasskeyParameterDto'][];
      timeout: number;
      attestation: string;
      excludeCredentials: components['schemas']['PasskeyDescriptorDto'][];
      authenticatorSelection: components['schemas']['PasskeySelectionDto'];
    };
    AttestationResponseDto: {
      clientDataJSON: string;
      attestationObject: string;
      authenticatorData?: string;
      transports?: string[];
      publicKeyAlgorithm?: number;
      publicKey?: string;
    };
    PasskeyAttestationDto: {
      id: string;
      rawId: string;
      response: components['schemas']['AttestationResponseDto'];
      /** @enum {string|null} */
      authenticatorAttachment?: 'cross-platform' | null | 'platform';
      clientExtensionResults: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      type: 'public-key';
    };
    NewPasskeyDto: {
      /** @description What she calls it, e.g. the device it is on. */
      name: string;
      credential: components['schemas']['PasskeyAttestationDto'];
    };
    PasskeyAddedDto: {
      id: string;
      /** @description With the first second factor; null otherwise. */
      recoveryCodes: string[] | null;
    };
    StepUpDto: {
      /** @description Six digits of the authenticator app, or a recovery code. */
      code?: string;
      /** @description The answer to a challenge of `step-up/options`. */
      passkey?: components['schemas']['PasskeyAssertionDto'];
    };
    SteppedUpDto: {
      /**
       * Format: date-time
       * @description Until when the second factor counts as fresh.
       */
      freshUntil: string;
    };
    SessionDto: {
      id: string;
      /** @description Family and system, e.g. `Firefox, Linux`. */
      browser: string;
      /** @description It is the one that asks. */
      current: boolean;
      /** @description It began in the network from which the asking one began. Addresses are not kept. */
      sameNetwork: boolean;
      /** Format: date-time */
      firstSeenAt: string;
      /**
       * Format: date-time
       * @description Exact to a minute.
       */
      lastSeenAt: string;
      /** Format: date-time */
      expiresAt: string;
    };
    SessionsDto: {
      items: components['schemas']['SessionDto'][];
    };
    EndedSessionsDto: {
      ended: number;
    };
    StaffMemberDto: {
      id: string;
      name: string;
      email: string;
      roles: ('agent' | 'auditor' | 'dpo' | 'engineer' | 'integration' | 'privacy_officer')[];
      /** @description Slugs of her controllers; all if null. */
      controllers: string[] | null;
      /**
       * @description `active`: has a password. `invited`: has a link and has not used it. `keys-only`: signs in nowhere (a machine, or
       *     somebody who works by the command line). `left`: nothing lets her in.
       * @enum {string}
       */
      state: 'active' | 'invited' | 'keys-only' | 'left';
      secondFactor: boolean;
      /** @description The caller may change her: her scope lies within the caller's, and she is somebody else. */
      manageable: boolean;
    };
    StaffListDto: {
      items: components['schemas']['StaffMemberDto'][];
      next: string | null;
    };
    InviteStaffDto: {
      name: string;
      /** Format: email */
      email: string;
      roles: ('agent' | 'auditor' | 'dpo' | 'engineer' | 'privacy_officer')[];
      /** @description Slugs of the controllers whose cases are hers; all if null, which only somebody who has all may give. */
      controllers: string[] | null;
    };
    InvitedDto: {
      id: string;
      /** @description Hand it to the person yourself: it is shown this once, and sets her password once. */
      link: string;
      /** Format: date-time */
      expiresAt: string;
    };
    ChangeStaffDto: {
      name?: string;
      roles?: ('agent' | 'auditor' | 'dpo' | 'engineer' | 'privacy_officer')[];
      controllers?: string[] | null;
      /**
       * @description true: nothing lets her in any more; keys, sessions, password and second factors are taken away. false: she is back,
       *     and comes in by a new invitation.
       */
      disabled?: boolean;
    };
    OpinionDto: {
      id: string;
      /** @enum {string} */
      position: 'agrees' | 'objects' | 'remarks';
      text: string;
      /** @description Her name. */
      writtenBy: string;
      /** Format: date-time */
      writtenAt: string;
    };
    OpinionsDto: {
      items: components['schemas']['OpinionDto'][];
    };
    GiveOpinionDto: {
      /** @description In words; sealed under the case's key. */
      text: string;
      /**
       * @description What it comes to; this alone stands in the ledger. Default: `remarks`.
       * @enum {string}
       */
      position?: 'agrees' | 'objects' | 'remarks';
    };
    OpinionGivenDto: {
      id: string;
    };
    WorkParametersDto: {
      /** @description `PBKDF2/SHA-256` */
      algorithm: string;
      /** @description Rounds of one try. */
      cost: number;
      /** @description Seconds since 1970; a solution that comes later is refused. */
      expiresAt: number;
      keyLength: number;
      keyPrefix: string;
      keySignature: string;
      nonce: string;
      salt: string;
    };
    WorkChallengeDto: {
      parameters: components['schemas']['WorkParametersDto'];
      signature: string;
    };
    CorrectReceiptDto: {
      /**
       * Format: date-time
       * @description When it truly arrived, unread or not. Never in the future.
       */
      receivedAt: string;
      /**
       * @description Why the recorded date was wrong.
       * @enum {string}
       */
      reason: 'receipt-misrecorded' | 'receipt-shown-earlier' | 'receipt-shown-later';
    };
    AskableControllerDto: {
      slug: string;
      name: string;
      /** @description In which it writes. */
      languages: string[];
    };
    AskableControllersDto: {
      controllers: components['schemas']['AskableControllerDto'][];
    };
    IdentifierDto: {
      /** @description `email`, `phone`, or a kind that the controller's data maps name (`customer_id`, …). */
      kind: string;
      value: string;
    };
    ActingForDto: {
      /**
       * @description What the one who asks is to the person whose data it is.
       * @enum {string}
       */
      relation: 'authorised_agent' | 'guardian' | 'lawyer' | 'legal_representative' | 'other' | 'parent' | 'relative';
      /** @description Name of the one who asks. */
      name: string;
      /**
       * @description How she is authorised; the paper itself is asked for later. For an opt-out, signed permission suffices.
       * @enum {string}
       */
      authority: 'court_appointment' | 'other' | 'parental_responsibility' | 'power_of_attorney' | 'signed_permission';
      /** @description Where the one who asks can be reached, in her own words. */
      contact?: string;
    };
    SubmissionDto: {
      /** @description Slugs of the controllers; each gets a case of its own, with one time of receipt and one clock each. */
      controllers: string[];
      rights: (
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent'
      )[];
      /** @description With `access` and `erasure`: nothing is erased before the copy has arrived and the person has said so. */
      copyFirst?: boolean;
      /** @description With `copyFirst`: the erasure goes on so many days after the copy is ready, instead of waiting for the person's word. */
      eraseAfterDays?: number;
      /** @description By which the person may be found. None of them is believed until it is proven. */
      identifiers: components['schemas']['IdentifierDto'][];
      /** @description The person's own words. Sealed; read by the office alone. */
      text?: string;
      /**
       * @description Language of the answers; the controller's first one if it does not speak it.
       * @enum {string}
       */
      locale?: 'de' | 'en';
      /** @description Where the person lives, ISO 3166-1 alpha-2: decides which laws protect her beside the controller's own. */
      country?: string;
      /** @description State or Land, ISO 3166-2 without the country. */
      state?: string;
      /** @enum {string} */
      relation?: 'applicant' | 'customer' | 'employee' | 'other' | 'supplier_contact';
      /**
       * @description `post`: answers are printed and dispatched.
       * @enum {string}
       */
      replyBy?: 'mail' | 'portal' | 'post';
      /** @description Version of the privacy notice that was shown with the form. It is recorded; no consent is asked for. */
      noticeVersion?: string;
      /** @description Somebody else is asked for. An officer then decides who may act, whatever else is proven. */
      actingFor?: components['schemas']['ActingForDto'];
      /**
       * @description The solved challenge of GET /v1/portal/challenge, base64 of ALTCHA's JSON. Asked for on POST /v1/submissions while
       *     GET /v1/portal says so; not part of what an Idempotency-Key stands for.
       */
      proofOfWork?: string;
    };
    OpenedRequestDto: {
      id: string;
      right: string;
      state: string;
      /** @description Last day on which an answer is in time. */
      dueOn: string | null;
    };
    OpenedCaseDto: {
      controller: string;
      /** @description `HB-XXXX-XXXX`: names the case in letters and on the phone, and opens nothing. */
      reference: string;
      /** @description Opens the person's view of her case. Shown here and in letters to her, stored nowhere. */
      token: string;
      requests: components['schemas']['OpenedRequestDto'][];
    };
    OpenedCasesDto: {
      cases: components['schemas']['OpenedCaseDto'][];
    };
    RecordedSubmissionDto: {
      /** @description Slugs of the controllers; each gets a case of its own, with one time of receipt and one clock each. */
      controllers: string[];
      rights: (
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent'
      )[];
      /** @description With `access` and `erasure`: nothing is erased before the copy has arrived and the person has said so. */
      copyFirst?: boolean;
      /** @description With `copyFirst`: the erasure goes on so many days after the copy is ready, instead of waiting for the person's word. */
      eraseAfterDays?: number;
      /** @description By which the person may be found. None of them is believed until it is proven. */
      identifiers: components['schemas']['IdentifierDto'][];
      /** @description The person's own words. Sealed; read by the office alone. */
      text?: string;
      /**
       * @description Language of the answers; the controller's first one if it does not speak it.
       * @enum {string}
       */
      locale?: 'de' | 'en';
      /** @description Where the person lives, ISO 3166-1 alpha-2: decides which laws protect her beside the controller's own. */
      country?: string;
      /** @description State or Land, ISO 3166-2 without the country. */
      state?: string;
      /** @enum {string} */
      relation?: 'applicant' | 'customer' | 'employee' | 'other' | 'supplier_contact';
      /**
       * @description `post`: answers are printed and dispatched.
       * @enum {string}
       */
      replyBy?: 'mail' | 'portal' | 'post';
      /** @description Version of the privacy notice that was shown with the form. It is recorded; no consent is asked for. */
      noticeVersion?: string;
      /** @description Somebody else is asked for. An officer then decides who may act, whatever else is proven. */
      actingFor?: components['schemas']['ActingForDto'];
      /**
       * @description The solved challenge of GET /v1/portal/challenge, base64 of ALTCHA's JSON. Asked for on POST /v1/submissions while
       *     GET /v1/portal says so; not part of what an Idempotency-Key stands for.
       */
      proofOfWork?: string;
      /** @enum {string} */
      channel: 'counter' | 'email' | 'letter' | 'phone';
      /**
       * Format: date-time
       * @description When it truly arrived, unread or not. Never in the future.
       */
      receivedAt: string;
      /**
       * @description Our role towards the data; as a processor we forward.
       * @enum {string}
       */
      role?: 'controller' | 'joint' | 'processor';
      /** @description A person made up for a trial run: flagged for ever, and out of all figures. */
      testPerson?: boolean;
    };
    HookReceiptDto: {
      /** @description Events that were new. */
      accepted: number;
      /** @description Events that had been told before. */
      known: number;
    };
    HookSenderLine: {
      name: string;
      /** @description It cannot prove itself by a signature: its path is all that keeps strangers out, so name its networks. */
      unsigned: boolean;
      /** @description JSON Schema of a source's settings. */
      settings: {
        [key: string]: unknown;
      };
    };
    HookSendersView: {
      senders: components['schemas']['HookSenderLine'][];
    };
    HookSecretLine: {
      id: string;
      /** Format: date-time */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it stops to hold; null while nobody has said so.
       */
      endsAt: string | null;
    };
    HookTally: {
      waiting: number;
      done: number;
      /** @description Unknown topics, and what concerns nobody. */
      ignored: number;
      /** @description Somebody must look. */
      failed: number;
    };
    HookSourceLine: {
      id: string;
      name: string;
      sender: string;
      controller: string;
      system: string | null;
      settings: {
        [key: string]: unknown;
      };
      /** @description The address to enter with the sender. Treat it as a secret. */
      url: string;
      secrets: components['schemas']['HookSecretLine'][];
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      disabledAt: string | null;
      /** Format: date-time */
      lastReceivedAt: string | null;
      deliveries: components['schemas']['HookTally'];
    };
    HookSourcesView: {
      sources: components['schemas']['HookSourceLine'][];
    };
    NewHookSourceDto: {
      /** @description Slug of the controller whose customers write there. */
      controller: string;
      /** @description As you call it, e.g. „Helpdesk Nordlicht". */
      name: string;
      /** @description Name of the sender, as GET /v1/hook-senders lists them. */
      sender: string;
      /** @description Slug of the registered system that it is, for answers into its tickets and for waiting erasures. */
      system?: string;
      /** @description By the schema that the sender has in GET /v1/hook-senders. */
      settings?: {
        [key: string]: unknown;
      };
      /** @description The secret that it signs with. */
      secret?: string;
    };
    AddedIdDto: {
      id: string;
    };
    HookSettingsDto: {
      settings: {
        [key: string]: unknown;
      };
    };
    HookSecretDto: {
      /** @description A further secret. It holds beside those that are there, until they are ended. */
      secret: string;
    };
    EndSecretDto: {
      /**
       * Format: date-time
       * @description From then on it no longer holds; at once if omitted.
       */
      at?: string;
    };
    ShadowLine: {
      id: string;
      controller: string;
      /** @description The source's name, as the engineer calls it. */
      source: string;
      ticket: string;
      /**
       * Format: date-time
       * @description When it was written: its clock runs from there.
       */
      askedAt: string;
      /** @description By when it would have to be answered if it is a request. */
      dueOn: string | null;
      /**
       * @description What it seems to ask for.
       * @enum {string|null}
       */
      right:
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | null
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent';
      score: number;
      /** @description Rules of the detection that spoke for it. */
      rules: string[];
      rulesVersion: string;
      locale: string;
      /** @enum {string} */
      state: 'confirmed' | 'dismissed' | 'open';
      /** @description Code of the reason for which it was dismissed. */
      reason: string | null;
      /** Format: date-time */
      decidedAt: string | null;
      /** @description The request that it became. */
      requestId: string | null;
    };
    ShadowPage: {
      items: components['schemas']['ShadowLine'][];
      /** @description Give it as `after` for the next page; null on the last one. */
      next: string | null;
    };
    ShadowCount: {
      open: number;
      /** @description Of those, the ones that would be due within a week. */
      pressing: number;
    };
    RevealShadowDto: {
      /** @enum {string} */
      reason: 'to-advise-or-audit' | 'to-answer' | 'to-decide' | 'to-do-by-hand' | 'to-identify';
    };
    ShadowIdentifier: {
      kind: string;
      value: string;
    };
    ShadowWords: {
      id: string;
      controller: string;
      /** @description The source's name, as the engineer calls it. */
      source: string;
      ticket: string;
      /**
       * Format: date-time
       * @description When it was written: its clock runs from there.
       */
      askedAt: string;
      /** @description By when it would have to be answered if it is a request. */
      dueOn: string | null;
      /**
       * @description What it seems to ask for.
       * @enum {string|null}
       */
      right:
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | null
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent';
      score: number;
      /** @description Rules of the detection that spoke for it. */
      rules: string[];
      rulesVersion: string;
      locale: string;
      /** @enum {string} */
      state: 'confirmed' | 'dismissed' | 'open';
      /** @description Code of the reason for which it was dismissed. */
      reason: string | null;
      /** Format: date-time */
      decidedAt: string | null;
      /** @description The request that it became. */
      requestId: string | null;
      /** @description What was written; null once it has died, 30 days after it came. */
      text: string | null;
      identifiers: components['schemas']['ShadowIdentifier'][];
    };
    GivenIdentifierDto: {
      kind: string;
      value: string;
    };
    ConfirmShadowDto: {
      /** @description What the message asks for; several where it asks for several things. */
      rights: (
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent'
      )[];
      /** @description What the message shows of who wrote it, beside what the ticket says. Proven is none of it. */
      identifiers?: components['schemas']['GivenIdentifierDto'][];
    };
    ConfirmedShadowDto: {
      requestIds: string[];
    };
    DismissShadowDto: {
      /** @enum {string} */
      reason: 'asked-elsewhere' | 'internal-message' | 'no-request' | 'unsolicited-advertising';
    };
    Bilingual: {
      de: string;
      en: string;
    };
    DetectionRuleView: {
      id: string;
      /** @description What it adds to the score of a wish, or takes from it. */
      weight: number;
      says: components['schemas']['Bilingual'];
    };
    DetectionRulesView: {
      version: string;
      /** @description The day by which somebody should have read them again. */
      review: string;
      sure: number;
      unsure: number;
      rules: components['schemas']['DetectionRuleView'][];
    };
    FindingLine: {
      id: string;
      controller: string;
      /** @description The source's name, as the engineer calls it. */
      source: string;
      system: string | null;
      /** @enum {string} */
      kind: 'account-ends' | 'person-returned';
      /** @description `created`, `merged`, `restored`; `ends` for an account. */
      change: string;
      /**
       * Format: date-time
       * @description When the erasure was that it seems to undo.
       */
      erasedAt: string | null;
      /** Format: date-time */
      seenAt: string;
      /** Format: date-time */
      openedAt: string;
      /** Format: date-time */
      settledAt: string | null;
      outcome: string | null;
    };
    FindingPage: {
      items: components['schemas']['FindingLine'][];
      /** @description Give it as `after` for the next page; null on the last one. */
      next: string | null;
    };
    FoundRecord: {
      kind: string;
      id: string;
    };
    FoundIdentifier: {
      kind: string;
      value: string;
    };
    FindingContentDto: {
      /** @description The record as its system knows it; null once it has died, 30 days after it was told. */
      record: components['schemas']['FoundRecord'] | null;
      identifiers: components['schemas']['FoundIdentifier'][];
    };
    SettleFindingDto: {
      /**
       * @description `new-relation` lifts the tombstone for this controller; `restored-record` and the others change nothing but that
       *     somebody has looked.
       * @enum {string}
       */
      outcome: 'another-person' | 'done-by-hand' | 'new-relation' | 'restored-record';
    };
    TicketLine: {
      /** @description The source's name, as the engineer calls it. */
      source: string;
      system: string | null;
      ticket: string;
      /**
       * Format: date-time
       * @description When the earliest message that asks for it was written.
       */
      askedAt: string;
      /** @description What the ticket has been told last; null when nothing yet. */
      told: string | null;
      /** Format: date-time */
      toldAt: string | null;
      /** @description Why it can be told nothing more; null while it can. */
      failure: string | null;
    };
    TicketsView: {
      tickets: components['schemas']['TicketLine'][];
    };
    ProofNeedDto: {
      request: string;
      right: string;
      /**
       * @description The level for the request as it was made.
       * @enum {string}
       */
      required: 'contact' | 'login' | 'none' | 'officer';
      /**
       * @description The level from which at least the categories of data are named, where the law knows that lesser answer.
       * @enum {string|null}
       */
      categoriesFrom: 'contact' | 'login' | 'none' | null | 'officer';
      /** @description `officer`: neither a code nor a login reaches it; somebody in the office decides, and says what she needs. */
      ways: ('email-code' | 'login' | 'officer')[];
    };
    CodeStandingDto: {
      /** Format: date-time */
      sentAt: string;
      /** Format: date-time */
      expiresAt: string;
      /** @description Attempts that are left on it. */
      attemptsLeft: number;
      /**
       * @description `good`, or why the next one must be asked for.
       * @enum {string}
       */
      state: 'expired' | 'good' | 'locked' | 'used';
      /**
       * Format: date-time
       * @description From when on another may be sent.
       */
      resendFrom: string;
    };
    ProofStatus: {
      /** @enum {string} */
      assurance: 'contact' | 'login' | 'none' | 'officer';
      /**
       * @description The level that the most demanding of the case's rights still asks for.
       * @enum {string}
       */
      required: 'contact' | 'login' | 'none' | 'officer';
      sufficient: boolean;
      /** @description What can help for any of the requests. A code by mail is not among them where it reaches none of their levels. */
      ways: ('email-code' | 'login' | 'officer')[];
      /** @description What each request asks for. */
      needs: components['schemas']['ProofNeedDto'][];
      /** @description Somebody asks for another person: an officer decides, whatever else is shown. */
      actingFor: boolean;
      /** @description Null while none was sent. */
      code: components['schemas']['CodeStandingDto'] | null;
    };
    AnswerCodeDto: {
      /** @description The code from the letter, as typed: case, spaces and dashes do not matter. */
      code: string;
    };
    AssertionDto: {
      /** @description A JWT of the company's own login, made for this step. */
      assertion: string;
    };
    IdentityDecisionDto: {
      /**
       * @description Is the person who asks the person whose data it is?
       * @enum {string}
       */
      decision: 'accept' | 'refuse';
      /**
       * @description Why not; needed for a refusal.
       * @enum {string}
       */
      reason?: 'identity-mismatch' | 'identity-not-proven' | 'no-authority';
      /** @description What was looked at, in words; sealed. Never a copy of a paper. */
      note?: string;
    };
    OpenInvitationDto: {
      /** @description Id of the request. */
      request: string;
      /** Format: date-time */
      askedAt: string;
    };
    FurtherDataAskedDto: {
      open: components['schemas']['OpenInvitationDto'][];
      /** @description Kinds of identifiers by which the controller's systems look people up. */
      kinds: string[];
    };
    FurtherIdentifierDto: {
      /** @description `email`, `phone`, or a kind that the controller's data maps name (`customer_id`, …). */
      kind: string;
      value: string;
    };
    GiveFurtherDataDto: {
      identifiers: components['schemas']['FurtherIdentifierDto'][];
    };
    AskFurtherDataDto: {
      /** @description What would help to find her, each a phrase in her language (`eine Kundennummer`): it stands in the letter. */
      helpful: string[];
    };
    PlannedGround: {
      id: string;
      title: components['schemas']['Bilingual'];
      citation: string;
    };
    PlannedGroupView: {
      /** @description Fields that are masked, with the strategy. */
      masked: {
        [key: string]: unknown;
      } | null;
      collection: string;
      title: components['schemas']['Bilingual'];
      records: number;
      /** @description `erased`, `masked`, `retained`, `necessary`, `kept`, `held`. */
      outcome: string;
      action: string;
      ground: components['schemas']['PlannedGround'] | null;
      /** @description Last legal day on which it is kept. */
      until: string | null;
      kept: string[] | null;
    };
    BudgetView: {
      name: string;
      limit: number;
      /** @description ISO 8601; `P1D` and `P1M` are days and months of the calendar. */
      per: string;
    };
    DoneMeans: {
      /** @description `hard`, or `soft`: put aside first. */
      deletion: string;
      /** @description ISO 8601 duration until a soft deletion is final. */
      after: string | null;
      /** @description Could somebody bring it back, in the time until then? */
      reversible: boolean;
      /** @description What stays whatever we do. */
      residue: components['schemas']['Bilingual'] | null;
      /** @description How the person may come to stand there again. */
      returns: components['schemas']['Bilingual'] | null;
      evidence: string;
      /** @description What the system bears, or its contract allows: why it may take its time. */
      budgets: components['schemas']['BudgetView'][];
    };
    CopyView: {
      title: components['schemas']['Bilingual'];
      kind: string;
      /** @description ISO 8601 duration. */
      kept: string;
    };
    PlannedSystemView: {
      system: string;
      title: components['schemas']['Bilingual'];
      groups: components['schemas']['PlannedGroupView'][];
      /** @description Why the system could not be searched; the plan does not speak of it. */
      unsearched: string | null;
      /** @description Erased here is erased for good, or after how long, and what stays whatever we do. */
      irreversible: boolean;
      doneMeans: components['schemas']['DoneMeans'];
      copies: components['schemas']['CopyView'][];
    };
    PlanMode: {
      outcome: string;
      records: number;
    };
    PlanNode: {
      /** @description `system:<slug>` or `<system>/<collection>`. */
      id: string;
      /** @enum {string} */
      kind: 'collection' | 'person' | 'system';
      system: string | null;
      collection: string | null;
      title: components['schemas']['Bilingual'];
      records: number;
      /** @description Outcomes with their counts, the most records first; of a system those of all its collections. */
      modes: components['schemas']['PlanMode'][];
      irreversible: boolean;
      unsearched: boolean;
    };
    PlanEdge: {
      from: string;
      to: string;
      /**
       * @description `holds`: a person's data lie there; `contains`: a system's collection; `belongs`: its rows belong to those of the other.
       * @enum {string}
       */
      kind: 'belongs' | 'contains' | 'holds';
    };
    PlanGraph: {
      nodes: components['schemas']['PlanNode'][];
      edges: components['schemas']['PlanEdge'][];
    };
    PlanSide: {
      outcome: string;
      action: string;
      ground: string;
      until: string | null;
      records: number;
    };
    PlanChange: {
      /** @description Outcome and ground before and now; null where there was, or is, none. */
      before: components['schemas']['PlanSide'] | null;
      now: components['schemas']['PlanSide'] | null;
      system: string;
      collection: string;
      /** @description What the data map of today calls it. */
      title: components['schemas']['Bilingual'];
    };
    PlanPlace: {
      system: string;
      collection: string;
      /** @description What the data map of today calls it. */
      title: components['schemas']['Bilingual'];
    };
    PlanDiff: {
      /** @description Hash of the plan that was approved. */
      since: string;
      /** Format: date-time */
      approvedAt: string;
      /** @description Code of the reason for which it was voided. */
      code: string | null;
      changes: components['schemas']['PlanChange'][];
      /** @description Systems whose data map is another version now. */
      maps: string[];
      /** @description The version of the law before, where it is another one now. */
      law: string | null;
      /** @description The same collections under the same verdicts, but other records in these. */
      otherRecords: components['schemas']['PlanPlace'][];
    };
    PlanView: {
      /**
       * @description What the caller herself has done of the case or of its maps, so that an approval of hers is refused, or recorded as a
       *     single-person approval under the controller's dated setting; null: nothing, or nothing is left to approve.
       * @enum {string|null}
       */
      ownWork: 'approved' | 'identity' | null | 'recorded' | 'released' | 'wrote-map';
      id: string;
      hash: string;
      state: string;
      /** Format: date-time */
      drawnAt: string;
      /** Format: date-time */
      approvedAt: string | null;
      singlePerson: boolean;
      waitsFor: string | null;
      /** Format: date-time */
      notBefore: string | null;
      records: number;
      systems: components['schemas']['PlannedSystemView'][];
      graph: components['schemas']['PlanGraph'];
      /** @description Null unless an approved plan was voided before this one. */
      diff: components['schemas']['PlanDiff'] | null;
    };
    ApproveDto: {
      /** @description The hash of the plan as it was shown: nothing is approved that was not seen. */
      hash: string;
    };
    ApprovedDto: {
      approved: boolean;
      /** @description One person held two duties, under the controller's dated setting. */
      singlePerson: boolean;
      /** @description What the request still waits for before it takes effect; null when it has begun. */
      waitsFor: string | null;
    };
    ObjectionDto: {
      /** @description From the letter that told of the erasure. */
      token: string;
    };
    ObjectedDto: {
      /**
       * @description `too-late`: something is irreversible; the rest is stopped.
       * @enum {string}
       */
      outcome: 'ended-already' | 'too-late' | 'withdrawn';
    };
    StandingApprovalDto: {
      controller: string;
      /** @description Name of a retention ground, e.g. `de/ao-147/buchungsbeleg`. */
      ground: string;
      /** @description Last day on which it holds; at most two years from today. */
      until: string;
    };
    CopyFirstDto: {
      /** @description The erasure goes on so many days after the copy is ready; null: only when she confirms that the copy has arrived. */
      eraseAfterDays: number | null;
    };
    CopyFirstChosenDto: {
      eraseAfterDays: number | null;
      /** @description The day on which the erasure goes on, once the copy is ready; null while it is not, or when she is to confirm. */
      eraseOn: string | null;
    };
    RefusalDto: {
      /** @enum {string} */
      reason:
        | 'excessive'
        | 'identity-not-proven'
        | 'law-does-not-apply'
        | 'no-ground-for-erasure'
        | 'not-our-data'
        | 'rights-of-others'
        | 'unfounded'
        | 'unidentifiable';
    };
    ExtensionDto: {
      /** @enum {string} */
      reason: 'complexity' | 'number-of-requests';
    };
    DoubtDto: {
      /** @description What exactly is doubted, in the person's language: it stands in the letter. */
      doubt: string;
      /** @description What would settle it. */
      needed: string;
    };
    GrantDto: {
      token: string;
      /** Format: date-time */
      expiresAt: string;
      /** @description Downloads left on the present proof, this one included. */
      usesLeft: number;
    };
    FetchDto: {
      /** @description From the grant: good for one download, for some minutes. */
      token: string;
    };
    PrintDto: {
      /**
       * @description `report`: one printable page. `archive`: the whole package, for a medium that goes with the letter.
       * @enum {string}
       */
      form: 'archive' | 'report';
      /**
       * @description Why it is taken out; stands in the ledger with who did it.
       * @enum {string}
       */
      reason: 'person-asked' | 'reply-by-post';
    };
    PackageSummaryView: {
      /** @description Systems whose copy was complete when the package was built. */
      copied?: number;
      searched: number;
      of: number;
      records: number;
      withheld: number;
    };
    PackageView: {
      id: string;
      kind: string;
      state: string;
      /** @description SHA-256, hex: a release names it. */
      digest: string;
      bytes: number;
      /** Format: date-time */
      builtAt: string;
      summary: components['schemas']['PackageSummaryView'] | null;
    };
    ProposedSpan: {
      /** @enum {string} */
      kind: 'address' | 'birth' | 'email' | 'iban' | 'name' | 'number' | 'phone';
      /** @enum {string} */
      why:
        | 'addressed-name'
        | 'email'
        | 'iban'
        | 'labelled-birth'
        | 'labelled-number'
        | 'own-address-spelling'
        | 'own-birth'
        | 'own-identifier'
        | 'own-name'
        | 'phone';
      /** @description UTF-16 offsets, end exclusive. */
      start: number;
      end: number;
      /** @description Of the person who asks; the others may be about somebody else. */
      ofPerson: boolean;
    };
    ReviewItemView: {
      /** @description JSON, as the system gave it */
      value: Record<string, never>;
      system: string;
      collection: string;
      title: components['schemas']['Bilingual'];
      recordDigest: string;
      /** @description Null: the whole record, for records about several people. */
      field: string | null;
      valueDigest: string;
      /** @enum {string} */
      decision: 'open' | 'released' | 'withheld';
      /** @description In order and without overlap; none where the value is no text. */
      proposals: components['schemas']['ProposedSpan'][];
    };
    ReviewPage: {
      items: components['schemas']['ReviewItemView'][];
      /** @description There are others beyond them. */
      more: boolean;
    };
    SpanDto: {
      start: number;
      end: number;
    };
    DecisionDto: {
      system: string;
      collection: string;
      recordDigest: string;
      /** @description null: the whole record. */
      field: string | null;
      /** @description Digest of what was read: a decision holds for no other text. */
      valueDigest: string;
      /** @enum {string} */
      action: 'release' | 'withhold';
      span?: components['schemas']['SpanDto'];
      /** @enum {string} */
      reason?: 'duty-of-secrecy' | 'legal-privilege' | 'pending-investigation' | 'rights-of-others' | 'trade-secret';
    };
    DecisionsDto: {
      decisions: components['schemas']['DecisionDto'][];
    };
    ReleaseDto: {
      /** @description SHA-256 of the package as it was shown, hex: nothing is released that was not seen. */
      digest: string;
    };
    DeferredDecisionDto: {
      /**
       * @description `try-again`: what was found has been put right, and it is planned anew. `done-by-hand`: somebody has erased it and
       *     says so. `no-longer-needed`: nothing of hers is there any more.
       * @enum {string}
       */
      outcome: 'done-by-hand' | 'no-longer-needed' | 'try-again';
    };
    ProbeDto: {
      /** @enum {string} */
      state: 'cancelled' | 'done' | 'waiting';
      /**
       * @description `clear`; `came-back`: the same person; `details-back`: what she is looked up by stands there again; `known`: a find that
       *     an officer has called somebody else's; `not-possible`.
       * @enum {string|null}
       */
      result: 'came-back' | 'clear' | 'details-back' | 'known' | 'not-possible' | null;
      system: string;
      /** @description Days after the request was closed. */
      day: number;
      /**
       * Format: date-time
       * @description When it is, or was, to be taken; later than planned where the system did not answer.
       */
      dueAt: string;
      /** @description Records that were found and that the erasure does not explain. */
      records: number;
      /** @description Why it was called off or not possible. */
      code: string | null;
      /** Format: date-time */
      doneAt: string | null;
    };
    KeptOfErasedDto: {
      /** @description `identifiers`, `tombstone`, `marketing-block`. */
      kind: string;
      what: string;
      why: string[];
      /** @description `horizon`: see `untilMoment`. `lifted`: until she comes back lawfully. `new-consent`. */
      until: string;
      /** Format: date-time */
      untilMoment: string | null;
      basis: string;
      /** @description Has counsel confirmed the basis? */
      confirmed: boolean;
      /** @description Is it there now? */
      present: boolean;
    };
    ProbesDto: {
      /** @description In the order of their days. */
      probes: components['schemas']['ProbeDto'][];
      /** @description What is kept about her for this, why and until when; she was told in the answer. */
      kept: components['schemas']['KeptOfErasedDto'][];
    };
    ProbeCount: {
      result: string;
      probes: number;
    };
    ProbeFiguresDto: {
      waiting: number;
      /** @description Due for more than a day: a system that does not answer. */
      overdue: number;
      cancelled: number;
      /** @description Of those taken, by result. */
      results: components['schemas']['ProbeCount'][];
      /** @description Findings that wait for an officer. */
      openFindings: number;
      /** @description Findings by what an officer decided. */
      decisions: components['schemas']['ProbeCount'][];
    };
    ReplayCounts: {
      /** @description Erasures the replay is about, and how far they are. */
      erasures: number;
      waiting: number;
      counted: number;
      intended: number;
      clean: number;
      finding: number;
      held: number;
      changed: number;
      failed: number;
    };
    ReplayRecords: {
      /** @description Records of erasures that are back and would be, or were, erased or masked again. */
      again: number;
      /** @description Records that belong to those, and were not there when the person was erased. */
      more: number;
      /** @description Records under a key of theirs that cannot be shown to be theirs: left alone, and given to an officer. */
      strangers: number;
      /** @description Records that the erasures had left as they were, by law or for others. */
      kept: number;
    };
    ReplayDto: {
      id: string;
      system: string;
      /** Format: date-time */
      since: string;
      /**
       * @description `counting`; `counted`, and waiting for an officer; `applying`; `ended`.
       * @enum {string}
       */
      state: 'applying' | 'counted' | 'counting' | 'ended';
      /** @description Over what was counted; null until then. Approve by naming it. */
      hash: string | null;
      /** Format: date-time */
      askedAt: string;
      /** Format: date-time */
      countedAt: string | null;
      /** Format: date-time */
      approvedAt: string | null;
      /** @description She who approved also put the map in force. */
      singlePerson: boolean;
      /** Format: date-time */
      endedAt: string | null;
      erasures: components['schemas']['ReplayCounts'];
      records: components['schemas']['ReplayRecords'];
    };
    ApproveReplayDto: {
      /** @description The hash of what was counted, as it was shown. */
      hash: string;
    };
    ReplayApprovedDto: {
      approved: boolean;
      singlePerson: boolean;
    };
    MissingErasures: {
      /** @description Never looked at since the restore: start a replay. */
      notReplayed: number;
      /** @description Being counted, or being erased again. */
      underWay: number;
      /** @description Counted, and waiting for an officer’s approval. */
      toApprove: number;
      /** @description Under a legal hold: replay again when it is lifted. */
      held: number;
      /** @description The system has changed since it was counted: replay again. */
      changed: number;
      /** @description Findings that an officer has to settle. */
      findings: number;
      /** @description Could not be erased again: an errand tells why. */
      failed: number;
    };
    OpenRestoreDto: {
      id: string;
      /** Format: date-time */
      backupTakenAt: string;
      /** Format: date-time */
      declaredAt: string;
      /** @description Erasures that the back-up undoes. */
      erasures: number;
      clean: number;
      missing: components['schemas']['MissingErasures'];
    };
    RestoreGateDto: {
      system: string;
      /**
       * @description `red`: the system was restored, and not every erasure since then is known to hold again. Do not use its data.
       * @enum {string}
       */
      state: 'green' | 'red';
      /** @description The restores that keep it red, oldest first. */
      restores: components['schemas']['OpenRestoreDto'][];
    };
    DeclareRestoreDto: {
      /** @description When the back-up was taken that was restored: every erasure finished since then is to be applied again. */
      backupTakenAt: string;
    };
    AskReplayDto: {
      /** @description Erasures finished at or after this moment: when the back-up was taken, or earlier. */
      since: string;
    };
    ReplayAskedDto: {
      id: string;
    };
    ReplaysDto: {
      /** @description The latest first. */
      items: components['schemas']['ReplayDto'][];
    };
    SuppressionListDto: {
      /** @description What the entries are, e.g. `email`, `phone`, `customer_no`. */
      kind: string;
      /** @description The identifiers themselves, in any spelling. Either these or `sha256`. */
      values?: string[];
      /**
       * @description SHA-256 of the canonical forms, 64 hex digits each (e-mail: NFKC, trimmed, lower case, domain in ASCII; telephone:
       *     E.164), for senders who do not wish to hand over the identifiers.
       */
      sha256?: string[];
    };
    SuppressionCheckDto: {
      /** @description Whose list: what one controller keeps says nothing about another. */
      controller: string;
      /** @description ISO 3166-1 alpha-2: where telephone numbers without country code are dialled. */
      country?: string;
      /** @description At most 10 000 entries, all lists together. */
      lists: components['schemas']['SuppressionListDto'][];
    };
    UnusableEntry: {
      index: number;
      /** @description Why it cannot be checked, e.g. `not-an-email`, `country-needed`, `not-a-hash`. Treat it as not allowed. */
      code: string;
    };
    SuppressionAnswers: {
      /**
       * @description One for each entry, in their order. `suppressed`: erased here, do not import or write to. `blocked`: no direct
       *     marketing. `both`. `clear`: on neither list. `unusable`: see `unusable`.
       */
      answers: ('blocked' | 'both' | 'clear' | 'suppressed' | 'unusable')[];
      kind: string;
      unusable: components['schemas']['UnusableEntry'][];
    };
    SuppressionCheckedDto: {
      lists: components['schemas']['SuppressionAnswers'][];
    };
    AskedIdentifierDto: {
      /** @description `email`, `phone`, `customer_no`, … */
      kind: string;
      /** @description In its canonical form. */
      value: string;
    };
    AskedRowsDto: {
      /** @description Keys of records, each in the order of the key columns. */
      keys: (string | number)[][];
      collection: string;
    };
    AskedStepDto: {
      /** @description Keys of records, each in the order of the key columns. */
      keys: (string | number)[][];
      /**
       * @description `delete` the records; `mask` the named fields; `release` a shared record, which goes if nobody else holds it.
       * @enum {string}
       */
      action: 'delete' | 'mask' | 'release';
      /** @description For `mask`: field and how it is masked; null is empty. */
      mask?: {
        [key: string]: unknown;
      };
      /** @description For `mask`: columns that are set to restrict what is kept. */
      set?: {
        [key: string]: unknown;
      };
      collection: string;
    };
    AskedColumnDto: {
      name: string;
      title: components['schemas']['Bilingual'];
      /** @description A record without it is refused. */
      required: boolean;
    };
    AskedCollectionDto: {
      name: string;
      title: components['schemas']['Bilingual'];
      /** @description Columns by which a record is known. */
      key: string[];
      columns: components['schemas']['AskedColumnDto'][];
    };
    ExchangeTaskDto: {
      /** @enum {string} */
      verb: 'copy' | 'erase' | 'find' | 'opt-out' | 'restrict';
      /** @enum {string} */
      state: 'done' | 'expired' | 'needs-a-person' | 'nothing-found' | 'open' | 'retained' | 'taken';
      /** @description Name of the question. */
      id: string;
      system: string;
      title: components['schemas']['Bilingual'];
      /** @description Whose data are meant. */
      controller: string;
      controllerName: string;
      /** @description Legal day by which the person must be answered; null where no law sets one. */
      dueOn: string | null;
      /**
       * Format: date-time
       * @description The token is good until then.
       */
      expiresAt: string;
      /** @description Whole records are asked for, since they are to be copied for the person. */
      whole: boolean;
      /** @description By which the person is found. */
      identifiers: components['schemas']['AskedIdentifierDto'][];
      /** @description For `copy`. */
      rows: components['schemas']['AskedRowsDto'][];
      /** @description For `erase`. */
      steps: components['schemas']['AskedStepDto'][];
      /** @description For `find` and `copy`: what a record is to hold. */
      form: components['schemas']['AskedCollectionDto'][];
      /** @description What was uploaded so far. */
      pages: number;
      items: number;
      files: number;
    };
    ExchangeItemDto: {
      /** @description Columns as the question names them. */
      record: {
        [key: string]: unknown;
      };
      collection: string;
      /** @description Of a record that several people share: how many others hold it. Left out, it counts as held by one. */
      others?: number;
    };
    ExchangePageDto: {
      items: components['schemas']['ExchangeItemDto'][];
    };
    FileKeptDto: {
      id: string;
      /** @description SHA-256 of the file, hex. */
      digest: string;
    };
    LeftRecordDto: {
      key: (string | number)[];
      collection: string;
    };
    ExchangeAnswerDto: {
      /**
       * @description `taken`: it will be answered later. `done`; `nothing-found` under these identifiers; `retained`: something is kept,
       *     and why; `needs-a-person`: this cannot be answered here.
       * @enum {string}
       */
      state: 'done' | 'needs-a-person' | 'nothing-found' | 'retained' | 'taken';
      /** @description How many pages were uploaded. Must be all of them. */
      pages?: number;
      /** @description Records, where they fit into the answer and were not uploaded as pages. */
      items?: components['schemas']['ExchangeItemDto'][];
      /** @description With `taken`: when the answer is expected. */
      checkAgainAt?: string;
      /** @description With `done` of an erasure: records that are still there. */
      left?: components['schemas']['LeftRecordDto'][];
      /** @description The uploaded records are whole: every column that the question names. */
      whole?: boolean;
      /** @description With `retained`: the ground. With `needs-a-person`: why. Kept sealed; the office reads it. */
      reason?: string;
    };
    AnswerTakenDto: {
      /** @enum {string} */
      state: 'done' | 'expired' | 'needs-a-person' | 'nothing-found' | 'open' | 'retained' | 'taken';
      /** @description The same was said before. */
      repeated: boolean;
    };
    AgentPublicKeyDto: {
      /** @enum {string} */
      kty: 'OKP';
      /** @enum {string} */
      crv: 'X25519';
      x: string;
    };
    AgentHelloDto: {
      /** @description Version of the language that the agent speaks. */
      language: number;
      /** @description Of the program, for the office to see. */
      version: string;
      /** @description To which what it is asked is encrypted. The first one is kept. */
      publicKey: components['schemas']['AgentPublicKeyDto'];
    };
    AgentSystemDto: {
      /** @description Its data map, without the connection. */
      map: {
        [key: string]: unknown;
      };
      system: string;
    };
    AgentWelcomeDto: {
      /** @description The systems that it works. */
      systems: components['schemas']['AgentSystemDto'][];
      /** @description Seconds after which a call of a silent agent is taken back. */
      leaseSeconds: number;
    };
    AgentSiteDto: {
      /** @description As the connector contract has it; no values in it. */
      survey: {
        [key: string]: unknown;
      };
      health: {
        [key: string]: unknown;
      };
      description: {
        [key: string]: unknown;
      };
    };
    LeasedCallDto: {
      id: string;
      system: string;
      /** @description Named with every upload; who was silent for too long has an old one. */
      fence: number;
      /** @description What is to be done, encrypted to the agent (JWE, compact). */
      work: string;
    };
    AgentLeaseDto: {
      /** @description Null when there is nothing to do. */
      call: components['schemas']['LeasedCallDto'] | null;
    };
    HeldCallDto: {
      /** Format: uuid */
      id: string;
      fence: number;
    };
    AgentHeartbeatDto: {
      calls: components['schemas']['HeldCallDto'][];
    };
    HeldCallsDto: {
      /** @description Those that are still the agent's. */
      calls: string[];
    };
    AgentPageDto: {
      fence: number;
      /** @description A JSON array of results, encrypted to the call's key (JWE, compact). */
      results: string;
    };
    AgentFaultDto: {
      /** @enum {string} */
      code: 'gone' | 'not-yet' | 'rate-limited' | 'refused' | 'retryable';
      /** @enum {string} */
      reason?:
        | 'conflict'
        | 'constraint'
        | 'needs-a-person'
        | 'no-right'
        | 'not-in-map'
        | 'retained-there'
        | 'somebody-else'
        | 'too-large'
        | 'unsupported'
        | 'wait-expired';
      collection?: string;
      column?: string;
      afterMilliseconds?: number;
    };
    AgentResultDto: {
      fence: number;
      /** @description How many pages were uploaded; without it the call failed. */
      pages?: number;
      error?: components['schemas']['AgentFaultDto'];
    };
    AttachmentDto: {
      id: string;
      mediaType: string;
      bytes: number;
      /** Format: date-time */
      addedAt: string;
    };
    ConversationDto: {
      /** @enum {string} */
      verb: 'collect' | 'copy' | 'erase' | 'find' | 'flag' | 'locate' | 'opt-out' | 'reread' | 'restrict';
      /**
       * @description Who answers: a program, a person by hand, or an agent in another network.
       * @enum {string}
       */
      of: 'agent' | 'person' | 'system';
      /** @enum {string} */
      state: 'done' | 'expired' | 'needs-a-person' | 'nothing-found' | 'open' | 'retained' | 'taken';
      /**
       * @description How we know: confirmed by a program, declared through the link, or signed by somebody who had signed in.
       * @enum {string|null}
       */
      how: 'confirmed' | 'declared' | null | 'signed';
      id: string;
      system: string;
      title: components['schemas']['Bilingual'];
      /** @description Who is in charge of the system, where a person is. */
      owner: string | null;
      ownerEmail: string | null;
      /** @description The other company, where the owner is not of ours. */
      processor: string | null;
      /** Format: date-time */
      openedAt: string;
      /** Format: date-time */
      toldAt: string | null;
      /**
       * Format: date-time
       * @description When the question was first opened through its link or token.
       */
      seenAt: string | null;
      /**
       * Format: date-time
       * @description When the other side wants to be looked at again.
       */
      checkAgainAt: string | null;
      /** Format: date-time */
      answeredAt: string | null;
      /** Format: date-time */
      expiresAt: string;
      /** @description Records that were uploaded. */
      items: number;
      files: components['schemas']['AttachmentDto'][];
    };
    ConversationReasonDto: {
      /** @description What the other side wrote: a ground for keeping something, or why a person must look at it. */
      reason: string | null;
    };
    SystemOwnerDto: {
      /** @enum {string} */
      language: 'de' | 'en';
      name: string;
      email: string;
      processor: string | null;
    };
    OwnerTaskDto: {
      /** @enum {string} */
      verb: 'collect' | 'copy' | 'erase' | 'find' | 'flag' | 'locate' | 'opt-out' | 'reread' | 'restrict';
      /** @enum {string} */
      state: 'done' | 'expired' | 'needs-a-person' | 'nothing-found' | 'open' | 'retained' | 'taken';
      id: string;
      requestId: string;
      /** @description Of the case. */
      reference: string;
      controller: string;
      /** Format: date-time */
      openedAt: string;
      /** @description By which day the owner is asked to answer. */
      dueOn: string;
      /**
       * Format: date-time
       * @description When the link first went out; null while it has not.
       */
      toldAt: string | null;
      /**
       * Format: date-time
       * @description When it was first opened.
       */
      seenAt: string | null;
      /** @description Reminders that were written. */
      reminders: number;
      /**
       * Format: date-time
       * @description Until then the link is good.
       */
      expiresAt: string;
      /**
       * Format: date-time
       * @description Since when the last link opens nothing; null while it does.
       */
      linkRevokedAt: string | null;
    };
    OwnerView: {
      /**
       * @description `map`: as the data map says; `desk`: named at the desk; `ended`: nobody any more.
       * @enum {string}
       */
      origin: 'desk' | 'ended' | 'map';
      system: string;
      owner: components['schemas']['SystemOwnerDto'] | null;
      /**
       * Format: date-time
       * @description When that was said at the desk.
       */
      since: string | null;
      tasks: components['schemas']['OwnerTaskDto'][];
    };
    NamedOwnerDto: {
      name: string;
      /**
       * Format: email
       * @description Where the links go.
       */
      email: string;
      /**
       * @description Of the letters to her.
       * @enum {string}
       */
      language: 'de' | 'en';
      /** @description The other company, where the owner is not of ours. */
      processor?: string;
    };
    AssignmentDto: {
      /**
       * Format: uuid
       * @description Id of a member of the office who may read the request; null takes it from whoever has it.
       */
      staff: string | null;
    };
    ScanLine: {
      id: string;
      mediaType: string;
      bytes: number;
      /** Format: date-time */
      addedAt: string;
    };
    AssigneeDto: {
      id: string;
      name: string;
    };
    MaskedIdentifier: {
      kind: string;
      /** @description `h•••@e•••.de`. */
      masked: string;
      proven: boolean;
    };
    EvidenceView: {
      /** @description `email-code`, `login-assertion`, `officer-decision`. */
      method: string;
      level: string;
      accepted: boolean;
      /** @description Code of the reason. */
      reason: string | null;
      /** @description Who decided, where a person did. */
      by: components['schemas']['AssigneeDto'] | null;
      /** Format: date-time */
      at: string;
    };
    IdentityView: {
      assurance: string;
      /** @description The level that this right, these data and this effect ask for. */
      required: string;
      sufficient: boolean;
      /** Format: date-time */
      provenAt: string | null;
      evidence: components['schemas']['EvidenceView'][];
      /** @description Somebody asks for another person; her name and authority are revealed with the statement. */
      actingFor: boolean;
    };
    StepView: {
      rule: string;
      /** @description Article or paragraph of the law. */
      citation: string;
      /** @description False: the rule has not been read in its primary text. */
      confirmed: boolean;
      /** @description What to check, when it is not. */
      check: string | null;
      /** @description Legal days. */
      from: string;
      to: string;
      text: components['schemas']['Bilingual'];
    };
    ExplanationView: {
      de: string[];
      en: string[];
    };
    ClockView: {
      law: string;
      received: string;
      due: string;
      /** @description The same without any pause: always shown, and worked to. */
      unpausedDue: string;
      /** @description The end of the period as extended, whether or not it has been. */
      extendedDue: string | null;
      answerBy: string;
      warnFrom: string;
      /** @description Notice of an extension can go out until then; null when none is possible (any more). */
      mayExtendUntil: string | null;
      extended: boolean;
      /** @enum {string} */
      state: 'answered' | 'paused' | 'running' | 'withdrawn';
      inTime: boolean | null;
      confirmed: boolean;
      steps: components['schemas']['StepView'][];
      /** @description The steps in words, each with its source. */
      explanation: components['schemas']['ExplanationView'];
    };
    StageView: {
      state: string;
      /**
       * @description `skipped`: it ended before it came so far.
       * @enum {string}
       */
      progress: 'ahead' | 'current' | 'done' | 'skipped';
      /**
       * Format: date-time
       * @description The last time that it was entered and left.
       */
      enteredAt: string | null;
      /** Format: date-time */
      leftAt: string | null;
      /** @description Code of the reason for which it was entered. */
      code: string | null;
    };
    PlanSummary: {
      id: string;
      hash: string;
      state: string;
      /** Format: date-time */
      drawnAt: string;
      /** Format: date-time */
      approvedAt: string | null;
      singlePerson: boolean;
      systems: number;
      records: number;
      /** @description Systems where what is done cannot be undone. */
      irreversible: number;
      unsearched: number;
      /** @description What it still waits for: `approval`, `hold`, `objection-window`, `copy`, `confirmation`. */
      waitsFor: string | null;
      /** @description An earlier plan was voided because a system had changed. */
      drifted: boolean;
    };
    SystemProgress: {
      system: string;
      title: components['schemas']['Bilingual'];
      /**
       * @description `failed`: a task is parked and waits for a person.
       * @enum {string}
       */
      state: 'cancelled' | 'done' | 'failed' | 'waiting' | 'working';
      tasks: number;
      done: number;
      parked: number;
      /** @description Records that the search found, at least: its rounds may find the same. */
      found: number;
      intended: number;
      residue: number;
      /** @description The weakest evidence of what was done here; null while nothing was shown. */
      evidence: string | null;
      /**
       * Format: date-time
       * @description When the residue was read last.
       */
      rereadAt: string | null;
    };
    TaskView: {
      /** @description Counts and codes of what came of it. */
      outcome: {
        [key: string]: unknown;
      } | null;
      id: string;
      system: string;
      action: string;
      round: number;
      state: string;
      attempts: number;
      /** @description Why it is parked or waits. */
      code: string | null;
      /** Format: date-time */
      dueAt: string;
      /** Format: date-time */
      doneAt: string | null;
      /**
       * Format: date-time
       * @description When the intent to destroy was committed: from then on it is finished.
       */
      intendedAt: string | null;
    };
    OutcomeView: {
      system: string;
      collection: string;
      /** @description What the data map calls the collection. */
      title: components['schemas']['Bilingual'];
      verdict: string;
      /**
       * @description What the verdict had done to the records: evidence is about that, and `none` changed nothing.
       * @enum {string}
       */
      action: 'delete' | 'mask' | 'none' | 'release';
      /** @description `erased`, `masked`, `retained`, `necessary`, `kept`, `held`. */
      word: string;
      intended: number;
      /** @description Read again and still there. */
      residue: number;
      heldByOthers: number;
      /** @description `reread`, `confirmed`, `declared`, `unverifiable`. */
      evidence: string;
      /** Format: date-time */
      shownAt: string;
    };
    ErrandChoice: {
      outcome: string;
      text: components['schemas']['Bilingual'];
    };
    ErrandView: {
      id: string;
      kind: string;
      text: components['schemas']['Bilingual'];
      system: string | null;
      place: string | null;
      taskId: string | null;
      dueOn: string | null;
      /** Format: date-time */
      openedAt: string;
      /** @description What can be done about it. */
      choices: components['schemas']['ErrandChoice'][];
    };
    HoldView: {
      id: string;
      reason: string;
      text: components['schemas']['Bilingual'];
      /** Format: date-time */
      placedAt: string;
      placedBy: components['schemas']['AssigneeDto'] | null;
    };
    LetterLine: {
      id: string;
      kind: string;
      /** @description The company that was told, of a notice under Art. 19 GDPR; null of what went to the person. */
      recipient: string | null;
      state: string;
      locale: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      sentAt: string | null;
    };
    MessageCounts: {
      in: number;
      out: number;
      /** @description From the person, not yet read by the office. */
      unread: number;
      /** Format: date-time */
      lastAt: string | null;
    };
    IdentifierLine: {
      kind: string;
      source: string;
      proven: boolean;
      round: number;
    };
    DecisionView: {
      /** @description `POST`/`DELETE` path below the request: `plan/approval`, `refusal`, … */
      action: string;
      /** @description Name of the policy that it falls under. */
      policy: string;
      allowed: boolean;
      /**
       * @description Why not: `not-your-role`, `duties-not-apart`, `wrong-state`, `ended`, `begun`, `no-plan`, `already-approved`,
       *     `too-late`, `already-extended`, `no-extension`, `nothing-open`, `not-held`, `already-proven`, `not-recorded`.
       */
      why: string | null;
      /** @description Roles that may. */
      roles: string[];
    };
    SiblingView: {
      id: string;
      reference: string;
      right: string;
      state: string;
      controller: string;
    };
    RequestView: {
      id: string;
      caseId: string;
      reference: string;
      controller: string;
      controllerName: string;
      /** @description Days and moments are shown in this time zone. */
      zone: string;
      right: string;
      state: string;
      road: string[];
      law: string;
      alsoUnder: string[];
      outcome: string | null;
      /** Format: date-time */
      receivedAt: string;
      /** Format: date-time */
      recordedAt: string;
      /** Format: date-time */
      firstAnsweredAt: string | null;
      /** Format: date-time */
      endedAt: string | null;
      dueOn: string | null;
      channel: string;
      relation: string;
      role: string;
      replyBy: string;
      locale: string;
      assurance: string;
      testPerson: boolean;
      /** @description There are words of the person, to be revealed. */
      hasStatement: boolean;
      scans: number;
      scanFiles: components['schemas']['ScanLine'][];
      after: string | null;
      /** Format: date-time */
      confirmedAt: string | null;
      /** @description `categories`: what is proven suffices for the kinds of data alone (California). */
      treatedAs: string | null;
      assignedTo: components['schemas']['AssigneeDto'] | null;
      subject: components['schemas']['MaskedIdentifier'][];
      identity: components['schemas']['IdentityView'];
      clocks: components['schemas']['ClockView'][];
      stages: components['schemas']['StageView'][];
      plan: components['schemas']['PlanSummary'] | null;
      systems: components['schemas']['SystemProgress'][];
      tasks: components['schemas']['TaskView'][];
      outcomes: components['schemas']['OutcomeView'][];
      errands: components['schemas']['ErrandView'][];
      holds: components['schemas']['HoldView'][];
      letters: components['schemas']['LetterLine'][];
      messages: components['schemas']['MessageCounts'];
      identifiers: components['schemas']['IdentifierLine'][];
      decisions: components['schemas']['DecisionView'][];
      /** @description Other requests of the same case, and of the same message to other controllers that the caller may see. */
      siblings: components['schemas']['SiblingView'][];
    };
    WithdrawalDto: {
      /**
       * @description `too-late`: the first intent to destroy is committed.
       * @enum {string}
       */
      outcome: 'ended-already' | 'too-late' | 'withdrawn';
      /** @description Systems in which something is irreversible, and those that were stopped; null unless it was too late. */
      begun: string[] | null;
      stopped: string[] | null;
    };
    HoldDto: {
      /** @enum {string} */
      reason: 'authority-order' | 'investigation' | 'legal-claim' | 'open-complaint';
      /** @description In words; sealed. */
      note?: string;
    };
    PlacedHold: {
      id: string;
    };
    SettleErrandDto: {
      /**
       * @description `try-again`: the task is done by the machine once more. `done-by-hand`: somebody has done it and says so.
       *     `not-possible`, `no-longer-needed`: it stays undone, and the answer says so. `same-person`, `rights-of-others`: whose
       *     the identifier is. Of findings after an erasure: `new-relation` (she came back herself: her tombstone is lifted),
       *     `erase-again` (opens a request of the house, to be approved as usual), `somebody-else`.
       * @enum {string}
       */
      outcome:
        | 'done-by-hand'
        | 'erase-again'
        | 'new-relation'
        | 'no-longer-needed'
        | 'not-possible'
        | 'rights-of-others'
        | 'same-person'
        | 'somebody-else'
        | 'try-again';
      note?: string;
    };
    ErrandLine: {
      id: string;
      requestId: string;
      reference: string;
      controller: string;
      right: string;
      kind: string;
      text: components['schemas']['Bilingual'];
      system: string | null;
      /** @description What its map calls the system. */
      systemTitle: components['schemas']['Bilingual'] | null;
      place: string | null;
      dueOn: string | null;
      /** Format: date-time */
      openedAt: string;
      /** @description What can be done about it. */
      choices: components['schemas']['ErrandChoice'][];
    };
    ErrandsPage: {
      /** @description Oldest first. */
      items: components['schemas']['ErrandLine'][];
      next: string | null;
    };
    NamedCount: {
      name: string;
      count: number;
    };
    FiguresNow: {
      open: number;
      /** @description Open, and no answer has gone out yet. */
      unanswered: number;
      /** @description The first answer has gone out, and work is outstanding: counted apart. */
      outstanding: number;
      /** @description Unanswered past its date. */
      late: number;
      /** @description Unanswered and due within the six days after today, or today. */
      dueInWeek: number;
      held: number;
      /** @description Requests that wait for a person. */
      errand: number;
      states: components['schemas']['NamedCount'][];
      rights: components['schemas']['NamedCount'][];
      /** @description Open ones by the days since their receipt. */
      ageing: components['schemas']['NamedCount'][];
    };
    FirstAnswers: {
      inTime: number;
      late: number;
      /** @description From receipt. Null when there was none. */
      medianSeconds: number | null;
      p90Seconds: number | null;
    };
    TimeFigure: {
      name: string;
      times: number;
      medianSeconds: number;
      p90Seconds: number;
    };
    SystemFigure: {
      system: string;
      action: string;
      times: number;
      medianSeconds: number;
      p90Seconds: number;
    };
    DayFigure: {
      day: string;
      received: number;
      firstAnswers: number;
      ended: number;
    };
    FiguresPeriod: {
      received: number;
      firstAnswers: components['schemas']['FirstAnswers'];
      /** @description From receipt to the end, by the state in which they ended. */
      ended: components['schemas']['TimeFigure'][];
      /** @description Time spent in each state that was left. */
      stages: components['schemas']['TimeFigure'][];
      /** @description From the order to the done task, waiting included. */
      systems: components['schemas']['SystemFigure'][];
      days: components['schemas']['DayFigure'][];
    };
    FiguresDto: {
      from: string;
      to: string;
      /** Format: date-time */
      at: string;
      now: components['schemas']['FiguresNow'];
      period: components['schemas']['FiguresPeriod'];
      /** @description Errands that wait, by system. */
      waiting: components['schemas']['NamedCount'][];
    };
    LedgerView: {
      /** @description Leaves under the newest checkpoint. */
      size: number;
      pending: number;
      oldestSeconds: number;
      late: boolean;
      unsigned: number;
      refusal: string | null;
    };
    LogEntryView: {
      index: number;
      kind: string;
      /**
       * Format: date-time
       * @description By the application's clock, and by the database's.
       */
      at: string;
      /** Format: date-time */
      recordedAt: string;
      /** @description Ledger ids: random, and leading to nobody once the case is forgotten. */
      case: string | null;
      request: string | null;
      /** @description RFC 6962 leaf hash, hex. */
      hash: string;
      /** @description The entry: canonical JSON, codes and counts alone. */
      body: string;
    };
    LogEntriesPage: {
      /** @description The newest first. */
      items: components['schemas']['LogEntryView'][];
      next: string | null;
    };
    CheckpointView: {
      size: number;
      /** @description Base 64. */
      root: string;
      /** Format: date-time */
      signedAt: string;
      /** @description The signed note (C2SP tlog-checkpoint). */
      note: string;
      /** @description A file with these very bytes lies in the folder of checkpoints. */
      folder: boolean;
      /**
       * Format: date-time
       * @description When it was mailed to those of CHECKPOINT_MAIL.
       */
      mailedAt: string | null;
    };
    CheckpointsPage: {
      items: components['schemas']['CheckpointView'][];
      next: string | null;
      /** @description Does the folder lie where this service says it cannot rewrite it (CHECKPOINT_DIR), or beside everything else? */
      folderIsOutside: boolean;
      /** @description How many receive a checkpoint by mail each day. */
      mailedTo: number;
    };
    OutsideView: {
      folder: number;
      given: boolean;
    };
    VerificationFinding: {
      /** @description `edited`, `deleted`, `truncated`, `reordered`, `rewritten`, `resigned`, `unsequenced`. */
      what: string;
      index: number | null;
      through: number | null;
    };
    VerificationResultView: {
      /** @enum {string} */
      verdict: 'agrees-with-itself' | 'damaged' | 'sound';
      /** @description What that proves, and what it does not. */
      says: components['schemas']['Bilingual'];
      size: number;
      root: string | null;
      checkpoints: number;
      outside: components['schemas']['OutsideView'];
      outsideCovers: number | null;
      findings: components['schemas']['VerificationFinding'][];
      more: boolean;
    };
    VerificationView: {
      id: string;
      /**
       * @description `waiting` for a worker, `running`, `done`, or `failed` (it could not be carried out: that says nothing of the log).
       * @enum {string}
       */
      state: 'done' | 'failed' | 'running' | 'waiting';
      /** Format: date-time */
      askedAt: string;
      /** Format: date-time */
      startedAt: string | null;
      /** Format: date-time */
      endedAt: string | null;
      /** @description By the nightly run, not by somebody. */
      nightly: boolean;
      result: components['schemas']['VerificationResultView'] | null;
    };
    VerificationsDto: {
      /** @description The newest first. */
      runs: components['schemas']['VerificationView'][];
    };
    VerifyDto: {
      /** @description A checkpoint that you hold: the text of the file or mail. Without one from outside a verification proves little. */
      checkpoint?: string;
    };
    PreviewDto: {
      /**
       * @description What is about to be decided. `answer`: what the answer would say if it went out now.
       * @enum {string}
       */
      decision: 'answer' | 'extension' | 'refusal';
      /**
       * @description Of a refusal or an extension: the same code that the decision takes.
       * @enum {string}
       */
      reason?:
        | 'complexity'
        | 'excessive'
        | 'identity-not-proven'
        | 'law-does-not-apply'
        | 'no-ground-for-erasure'
        | 'not-our-data'
        | 'number-of-requests'
        | 'rights-of-others'
        | 'unfounded'
        | 'unidentifiable';
    };
    PreviewText: {
      subject: string;
      text: string;
      /** @description One page of its own, nothing loaded from elsewhere; for a sandboxed frame. */
      html: string;
    };
    PreviewedLetter: {
      /** @description Which letter it is: `refusal`, `extension`, `erasure-answer`, … */
      kind: string;
      /** @description The language in which it goes to the person. */
      locale: string;
      /**
       * @description `post`: somebody prints and dispatches it.
       * @enum {string}
       */
      goesBy: 'mail' | 'post';
      de: components['schemas']['PreviewText'];
      en: components['schemas']['PreviewText'];
    };
    LetterView: {
      id: string;
      kind: string;
      locale: string;
      state: string;
      subject: string;
      text: string;
      /** @description For printing: one page of its own, nothing loaded from elsewhere. */
      html: string;
    };
    ListedRequest: {
      id: string;
      caseId: string;
      /** @description `HB-XXXX-XXXX`. */
      reference: string;
      /** @description Slug. */
      controller: string;
      right: string;
      state: string;
      /** @description Pinned version: `eu-gdpr@2026-01-01`. */
      law: string;
      /** Format: date-time */
      receivedAt: string;
      /** @description Last day on which an answer is in time; null where the law sets none. */
      dueOn: string | null;
      /** @description Days until then in the controller's zone; below zero it has passed. */
      daysLeft: number | null;
      /** @description Open, unanswered, and the date has passed. */
      late: boolean;
      /** Format: date-time */
      firstAnsweredAt: string | null;
      /**
       * Format: date-time
       * @description When it entered its state.
       */
      changedAt: string;
      ended: boolean;
      held: boolean;
      /** @description Errands that wait for a person. */
      errands: number;
      testPerson: boolean;
      assignedTo: components['schemas']['AssigneeDto'] | null;
    };
    QueuePage: {
      items: components['schemas']['ListedRequest'][];
      /** @description For the parameter `cursor`; null on the last page. */
      next: string | null;
    };
    QueueCounts: {
      open: number;
      /** @description Open and unanswered, by their date. `week` includes `soon`. */
      late: number;
      soon: number;
      week: number;
      held: number;
      errand: number;
      unassigned: number;
      /** @description Assigned to whoever asks. */
      mine: number;
      /** @description First answer sent, work outstanding. */
      answered: number;
      states: components['schemas']['NamedCount'][];
      /** @description Of the open ones. */
      rights: components['schemas']['NamedCount'][];
      laws: components['schemas']['NamedCount'][];
      controllers: components['schemas']['NamedCount'][];
    };
    SearchDto: {
      /** @description A reference, or an identifier as it was given: a mail address, a phone number, a customer number. Never a name. */
      q: string;
      limit?: number;
      cursor?: string;
      controller?: string;
      /** @enum {string} */
      state?:
        | 'answering'
        | 'checking'
        | 'closed'
        | 'deciding'
        | 'forgotten'
        | 'forwarded'
        | 'planning'
        | 'preparing'
        | 'proving'
        | 'received'
        | 'refused'
        | 'reopened'
        | 'reviewing'
        | 'withdrawn'
        | 'working';
      /** @enum {string} */
      right?:
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent';
      /** @description Id of the law the request is answered under, without its version: `eu-gdpr`. */
      law?: string;
      /**
       * @description Only open and unanswered ones, by their date in the controller's zone.
       * @enum {string}
       */
      due?: 'late' | 'soon' | 'week';
      /** @enum {string} */
      flag?: 'errand' | 'held' | 'test' | 'unassigned';
      /** @description Id of a member of staff, or `me`. */
      assigned?: string;
      /** @description Only what has not ended. */
      open?: boolean;
      /** @enum {string} */
      sort?: 'changed' | 'due' | 'received';
      /**
       * @description Default: earliest date and earliest receipt first, latest change first.
       * @enum {string}
       */
      order?: 'asc' | 'desc';
    };
    RevealReasonView: {
      /** @enum {string} */
      code: 'to-advise-or-audit' | 'to-answer' | 'to-decide' | 'to-do-by-hand' | 'to-identify';
      text: components['schemas']['Bilingual'];
    };
    RevealReasonsDto: {
      reasons: components['schemas']['RevealReasonView'][];
    };
    RevealDto: {
      /** @enum {string} */
      what: 'identifiers' | 'messages' | 'review' | 'statement';
      /** @enum {string} */
      reason: 'to-advise-or-audit' | 'to-answer' | 'to-decide' | 'to-do-by-hand' | 'to-identify';
      /** @description In words; sealed in the case. */
      note?: string;
    };
    RevealedIdentifier: {
      kind: string;
      value: string;
      /** @description `given`, `login`, `officer` or `system:<slug>/<collection>`. */
      source: string;
      proven: boolean;
      round: number;
    };
    RevealedActing: {
      relation: string;
      name: string;
      authority: string;
      contact: string | null;
    };
    RevealedStatement: {
      /** @description The person's words. */
      text: string | null;
      /** @description Who asks for her, where somebody does. */
      actingFor: components['schemas']['RevealedActing'] | null;
    };
    RevealedMessage: {
      id: string;
      /** @enum {string} */
      direction: 'in' | 'out';
      text: string;
      /** Format: date-time */
      writtenAt: string;
      /** Format: date-time */
      readAt: string | null;
    };
    RevealedItem: {
      /** @description JSON, as the system gave it */
      value: Record<string, never>;
      system: string;
      collection: string;
      title: components['schemas']['Bilingual'];
      recordDigest: string;
      field: string | null;
      valueDigest: string;
      /** @enum {string} */
      decision: 'open' | 'released' | 'withheld';
    };
    RevealedDto: {
      /** @enum {string} */
      what: 'identifiers' | 'messages' | 'review' | 'statement';
      identifiers: components['schemas']['RevealedIdentifier'][] | null;
      statement: components['schemas']['RevealedStatement'] | null;
      /** @description The newest first, at most 200. */
      messages: components['schemas']['RevealedMessage'][] | null;
      /** @description At most 500 items that wait for an officer's eyes. */
      review: components['schemas']['RevealedItem'][] | null;
    };
    TrailEntry: {
      id: string;
      kind: string;
      /** Format: date-time */
      at: string;
      /** @description What the entry says: canonical JSON. */
      body: string;
      /** @description The leaf's text. Its UTF-8 bytes are hashed: SHA-256(0x00 ‖ bytes). Null while the entry waits for its place. */
      leaf: string | null;
      index: number | null;
      /** @description Base 64, from the leaf's sibling up to the root (RFC 6962, 2.1.1). Null while no checkpoint covers the leaf. */
      hashes: string[] | null;
    };
    TrailCheckpoint: {
      /** @description The signed note that all proofs lead to (C2SP tlog-checkpoint). */
      note: string;
      size: number;
      /** @description Base 64. */
      root: string;
    };
    TrailDto: {
      /** @description Oldest first: those of the request, and those of its case that name no request. */
      entries: components['schemas']['TrailEntry'][];
      checkpoint: components['schemas']['TrailCheckpoint'] | null;
      /**
       * @description Keys that this service signs with, `<name>+<key id>+<base64>`. Whoever wants proof compares them with those she got
       *     elsewhere: a service that lies would show keys that fit.
       */
      verifierKeys: string[];
      /** @description What the proofs show, and what they do not. */
      says: components['schemas']['Bilingual'];
      next: string | null;
    };
    QueueFilter: {
      controller?: string;
      /** @enum {string} */
      state?:
        | 'answering'
        | 'checking'
        | 'closed'
        | 'deciding'
        | 'forgotten'
        | 'forwarded'
        | 'planning'
        | 'preparing'
        | 'proving'
        | 'received'
        | 'refused'
        | 'reopened'
        | 'reviewing'
        | 'withdrawn'
        | 'working';
      /** @enum {string} */
      right?:
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent';
      /** @description Id of the law the request is answered under, without its version: `eu-gdpr`. */
      law?: string;
      /**
       * @description Only open and unanswered ones, by their date in the controller's zone.
       * @enum {string}
       */
      due?: 'late' | 'soon' | 'week';
      /** @enum {string} */
      flag?: 'errand' | 'held' | 'test' | 'unassigned';
      /** @description Id of a member of staff, or `me`. */
      assigned?: string;
      /** @description Only what has not ended. */
      open?: boolean;
      /** @enum {string} */
      sort?: 'changed' | 'due' | 'received';
      /**
       * @description Default: earliest date and earliest receipt first, latest change first.
       * @enum {string}
       */
      order?: 'asc' | 'desc';
    };
    ViewDto: {
      id: string;
      name: string;
      filter: components['schemas']['QueueFilter'];
      shared: boolean;
      /** @description Whoever asks has made it, and may delete it. */
      own: boolean;
    };
    ViewsDto: {
      /** @description Own ones first, each group by name. */
      views: components['schemas']['ViewDto'][];
    };
    NewViewDto: {
      name: string;
      filter: components['schemas']['QueueFilter'];
      /** @description The whole office finds it in its list. */
      shared: boolean;
    };
    ColleagueDto: {
      id: string;
      name: string;
    };
    ColleaguesDto: {
      colleagues: components['schemas']['ColleagueDto'][];
    };
    OfficeMessageDto: {
      /** @description Id of the member of staff. */
      writtenBy: string | null;
      /** @description It may be read before the person is proven. */
      beforeProof: boolean;
      id: string;
      /** @enum {string} */
      from: 'office' | 'person';
      text: string;
      /** Format: date-time */
      writtenAt: string;
      /**
       * Format: date-time
       * @description When the other side read it first.
       */
      readAt: string | null;
    };
    OfficeMessagesDto: {
      items: components['schemas']['OfficeMessageDto'][];
      next: string | null;
      /** @description Is the person proven? If not, a message must say that it may be read before proof. */
      proven: boolean;
    };
    WriteOfficeMessageDto: {
      /**
       * @description To somebody who has not proven who she is: it tells nothing of what is held, and not whether anything is. Needed for
       *     a message that is to be read before proof; without it such a message is refused.
       */
      beforeProof?: boolean;
      /** @description Plain text; sealed under the key of the case. */
      text: string;
    };
    WrittenOfficeMessageDto: {
      /** @description Was she told by mail that a message waits? False where she was told before and has not read it, or gave no address. */
      told: boolean;
      id: string;
    };
    MessageDto: {
      id: string;
      /** @enum {string} */
      from: 'office' | 'person';
      text: string;
      /** Format: date-time */
      writtenAt: string;
      /**
       * Format: date-time
       * @description When the other side read it first.
       */
      readAt: string | null;
    };
    MessagesDto: {
      /** @description The newest first. */
      items: components['schemas']['MessageDto'][];
      next: string | null;
    };
    WriteMessageDto: {
      /** @description Plain text; sealed under the key of the case. */
      text: string;
    };
    WrittenMessageDto: {
      id: string;
    };
    AskForm: {
      controller: string;
      formToken?: string;
      /** @enum {string} */
      right: 'access' | 'do_not_sell' | 'erasure';
      /** @enum {string} */
      copyFirst?: 'yes';
      /** @description Copy first, and the erasure follows by itself so many days later; empty: on her word. */
      eraseAfterDays?: string;
      email: string;
      /** @description Country, or country and state: `DE`, `US-CA`. */
      place?: string;
      text?: string;
      /** @enum {string} */
      relation?: 'authorised_agent' | 'guardian' | 'lawyer' | 'legal_representative' | 'other' | 'parent' | 'relative';
      actingName?: string;
      /** @enum {string} */
      authority?: 'court_appointment' | 'other' | 'parental_responsibility' | 'power_of_attorney' | 'signed_permission';
      noticeVersion?: string;
      /** @enum {string} */
      lang?: 'de' | 'en';
    };
    CaseForm: {
      token: string;
      reference?: string;
      /** @enum {string} */
      lang?: 'de' | 'en';
    };
    CodeForm: {
      token: string;
      reference?: string;
      /** @enum {string} */
      lang?: 'de' | 'en';
      code: string;
    };
    WithdrawalForm: {
      token: string;
      reference?: string;
      /** @enum {string} */
      lang?: 'de' | 'en';
      /** @enum {string} */
      sure?: 'yes';
      /** Format: uuid */
      request: string;
    };
    RequestForm: {
      token: string;
      reference?: string;
      /** @enum {string} */
      lang?: 'de' | 'en';
      /** Format: uuid */
      request: string;
    };
    MessageForm: {
      token: string;
      reference?: string;
      /** @enum {string} */
      lang?: 'de' | 'en';
      formToken?: string;
      text: string;
    };
    CopyFirstDaysDto: {
      least: number;
      most: number;
    };
    PersonControllerDto: {
      slug: string;
      name: string;
      /** @description The privacy office. */
      contact: string;
      /** @description Days are days in this zone. */
      zone: string;
      languages: string[];
      copyFirstDays: components['schemas']['CopyFirstDaysDto'];
    };
    ClockStepDto: {
      rule: string;
      citation: string;
      /** @description False: the rule has not been read in its primary text. */
      confirmed: boolean;
      from: string;
      to: string;
      text: components['schemas']['Bilingual'];
    };
    PersonClockDto: {
      law: components['schemas']['Bilingual'];
      /** @description The last day on which an answer is in time, `YYYY-MM-DD`. */
      due: string;
      /** @description The same without any pause. */
      unpausedDue: string;
      extended: boolean;
      /** @enum {string} */
      state: 'answered' | 'paused' | 'running' | 'withdrawn';
      confirmed: boolean;
      steps: components['schemas']['ClockStepDto'][];
    };
    PersonOptOutDto: {
      /**
       * @description `honoured` only when every system that sells or shares has acknowledged.
       * @enum {string}
       */
      status: 'honoured' | 'received';
      /**
       * @description The browser's own signal came with it.
       * @enum {string|null}
       */
      signal: 'gpc' | null;
      covers: 'contact-given'[];
      /** @description A signal seen here was seen on this page alone; it covers no other site and no other device. */
      notCovered: ('browser-on-other-sites' | 'other-devices')[];
    };
    PersonSystemDto: {
      system: string;
      title: components['schemas']['Bilingual'];
      /**
       * @description `by-hand`: somebody of the office must act; `answers-later`: the system has taken the call and owes the answer;
       *     `stopped`: on the person's own wish.
       * @enum {string}
       */
      state: 'answers-later' | 'by-hand' | 'done' | 'searched' | 'searching' | 'stopped' | 'waiting' | 'working';
    };
    CopyKeptDto: {
      title: components['schemas']['Bilingual'];
      /** @description Kept there until this day at the latest, and not used. */
      until: string;
    };
    PersonOutcomeDto: {
      /**
       * @description `masked` and `restricted` data are still held; `retained` and `refused` stay, with their ground.
       * @enum {string}
       */
      kind:
        | 'anonymised'
        | 'blocked'
        | 'by-hand'
        | 'corrected'
        | 'detached'
        | 'erased'
        | 'masked'
        | 'nothing'
        | 'pending'
        | 'refused'
        | 'restricted'
        | 'retained'
        | 'stopped'
        | 'undone';
      what: components['schemas']['Bilingual'] | null;
      on: string | null;
      /**
       * @description How we know: read again, confirmed by the system, declared by somebody, or not verifiable.
       * @enum {string|null}
       */
      how: 'confirmed' | 'declared' | null | 'reread' | 'unverifiable';
      /** @description By whom it was declared, and how we know who that was. */
      declaredBy: components['schemas']['Bilingual'] | null;
      declaredVia: components['schemas']['Bilingual'] | null;
      /** @description Why it stays or was not done. */
      ground: components['schemas']['Bilingual'] | null;
      /** @description What is retained may go on this day at the earliest. */
      notBefore: string | null;
      restricted: boolean;
      /** @description By when what is pending is expected. */
      until: string | null;
      /** @description The system has taken the call on this day and answers later. */
      askedOn: string | null;
      copies: components['schemas']['CopyKeptDto'][];
    };
    PersonOutcomesDto: {
      system: components['schemas']['Bilingual'];
      outcomes: components['schemas']['PersonOutcomeDto'][];
      /** @description What stays in the system whatever is erased there, in the words of its connector. */
      stays: components['schemas']['Bilingual'] | null;
      /** @description How an entry may come to stand there again. */
      returns: components['schemas']['Bilingual'] | null;
    };
    PersonLookDto: {
      /** @description After the request was closed. */
      days: number;
      /** @description When it is due, or was taken; `YYYY-MM-DD` in the controller's zone. */
      on: string;
      /**
       * @description `found`: something stands there again, and somebody looks into it. `not-possible`: a system could not be asked.
       * @enum {string}
       */
      state: 'called-off' | 'clear' | 'found' | 'not-possible' | 'planned';
    };
    PersonAftermathDto: {
      /** @description The earliest first. */
      looks: components['schemas']['PersonLookDto'][];
      /** @description Last day of the sealed identifiers; null once their key is destroyed. */
      identifiersUntil: string | null;
      /** @description A keyed tag of each identifier stays, by which imports and mailings are kept from bringing the person back. */
      tombstone: boolean;
      /** @description The entry in the marketing block list stays. */
      blockEntry: boolean;
    };
    PersonPackageDto: {
      kind: string;
      /** Format: date-time */
      builtAt: string;
      /** @description Of the file as it is fetched, about. */
      bytes: number;
      searched: number;
      of: number;
      records: number;
      withheld: number;
      /**
       * Format: date-time
       * @description The link of the letter is good until then; on a fresh proof the copy can be had as long as the case is kept.
       */
      expiresAt: string | null;
      downloadsLeft: number;
      /** @description How often it can still be read on the page. */
      previewsLeft: number;
      /** @description The proof is too old: prove once more to fetch it. */
      proofTooOld: boolean;
    };
    PersonRequestDto: {
      /** @enum {string} */
      right:
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent';
      /** @enum {string} */
      state:
        | 'answering'
        | 'checking'
        | 'closed'
        | 'deciding'
        | 'forgotten'
        | 'forwarded'
        | 'planning'
        | 'preparing'
        | 'proving'
        | 'received'
        | 'refused'
        | 'reopened'
        | 'reviewing'
        | 'withdrawn'
        | 'working';
      id: string;
      title: components['schemas']['Bilingual'];
      dueOn: string | null;
      /** @description The earliest first. */
      clocks: components['schemas']['PersonClockDto'][];
      /** @description A copy was asked for first: does the erasure wait for her word? */
      waitsForConfirmation: boolean;
      /** @description Copy first: so many days after the copy the erasure goes on by itself, as she chose; null: only on her word. */
      eraseAfterDays: number | null;
      /** @description The day that follows from it, once the copy is ready. */
      eraseOn: string | null;
      /** @description What she may do now. */
      may: ('confirm' | 'download' | 'give-further-data' | 'prove' | 'receipt' | 'withdraw')[];
      /** @description For do-not-sell alone. */
      optOut: components['schemas']['PersonOptOutDto'] | null;
      /** @description Only for a person who has proven who she is: where she is known is nobody else's to read. */
      systems?: components['schemas']['PersonSystemDto'][];
      /** @description What became of the data, system by system, as far as it is shown; only for a proven person. Empty for a copy. */
      results?: components['schemas']['PersonOutcomesDto'][];
      /** @description What follows an erasure; only for a proven person, and once it is closed. */
      aftermath?: components['schemas']['PersonAftermathDto'] | null;
      /** @description Code of the outcome, once it has ended; only for a proven person. */
      outcome?: string | null;
      /** @description Only for a proven person, and once it is released. */
      package?: components['schemas']['PersonPackageDto'] | null;
    };
    PersonEventDto: {
      /** @enum {string} */
      code:
        | 'acknowledged'
        | 'answered'
        | 'checking'
        | 'closed'
        | 'code-locked'
        | 'code-sent'
        | 'confirmed'
        | 'copy-fetched'
        | 'copy-read'
        | 'copy-ready'
        | 'deciding'
        | 'doubt-asked'
        | 'doubt-settled'
        | 'extended'
        | 'forwarded'
        | 'kept'
        | 'preparing'
        | 'proof-asked'
        | 'proof-refused'
        | 'proven'
        | 'received'
        | 'refused'
        | 'reopened'
        | 'reviewing'
        | 'searching'
        | 'shown'
        | 'signal-received'
        | 'withdrawn'
        | 'working';
      /** Format: date-time */
      at: string;
      /** @description Null for what concerns the whole case. */
      requestId: string | null;
      /** @description The system that it happened in, where it happened in one. */
      system: string | null;
    };
    PersonMessagesDto: {
      total: number;
      /** @description Of the office, not read yet. */
      unread: number;
    };
    PersonLetterDto: {
      kind: string;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      state: 'failed' | 'queued' | 'sent' | 'to-post';
    };
    PersonCaseDto: {
      reference: string;
      controller: components['schemas']['PersonControllerDto'];
      locale: string;
      /** Format: date-time */
      receivedAt: string;
      /** @description Version of the privacy notice that was shown. */
      noticeVersion: string | null;
      /** @description Somebody asks for another person. */
      actingFor: boolean;
      proven: boolean;
      requests: components['schemas']['PersonRequestDto'][];
      /** @description The oldest first; until she is proven without anything that tells where she is known. */
      timeline: components['schemas']['PersonEventDto'][];
      messages: components['schemas']['PersonMessagesDto'];
      /** @description Only for a proven person. */
      letters?: components['schemas']['PersonLetterDto'][];
      /** @description Last day on which the case itself is kept; null while it is open. */
      keptUntil: string | null;
    };
    PortalLawDto: {
      id: string;
      title: components['schemas']['Bilingual'];
    };
    PortalPeriodDto: {
      /** @description ISO 8601 (`P1M`, `P45D`) or business days (`15BD`). */
      period: string;
      /** @description `1 month`; German in the dative, as after „innerhalb von". */
      words: components['schemas']['Bilingual'];
      /** @description Where the law says so. */
      citation: string;
      /** @description False: the figure has not been read in its primary text. */
      confirmed: boolean;
    };
    PortalRightDto: {
      /** @enum {string} */
      right:
        | 'access'
        | 'automated_decision'
        | 'do_not_sell'
        | 'erasure'
        | 'limit_use'
        | 'objection'
        | 'objection_direct_marketing'
        | 'portability'
        | 'rectification'
        | 'restriction'
        | 'withdraw_consent';
      title: components['schemas']['Bilingual'];
      citation: string;
      /** @description The law under which it would run. */
      law: string;
      /** @enum {string} */
      effect:
        | 'balancing'
        | 'consent_end'
        | 'copy'
        | 'erasure'
        | 'human_review'
        | 'limit_use'
        | 'marketing_stop'
        | 'opt_out'
        | 'portable_copy'
        | 'rectification'
        | 'restriction';
      /** @description The period of the answer. */
      answer: components['schemas']['PortalPeriodDto'];
      /** @description Last day on which an answer would be in time if it were asked now, `YYYY-MM-DD`. */
      dueIfAskedNow: string;
      /** @description What must be in effect sooner than the answer; null where nothing must. */
      act: components['schemas']['PortalPeriodDto'] | null;
      /** @description Is identity proven at all? Where not, nothing more than one contact is needed. */
      proof: boolean;
      /**
       * @description The level that would be asked for; `none` where no proof is.
       * @enum {string}
       */
      level: 'contact' | 'login' | 'none' | 'officer';
    };
    PortalNoticeDto: {
      /** @description By language. Plain text: a line that begins with `## ` is a heading, one with `- ` an item of a list. */
      text: {
        [key: string]: string;
      };
      version: string;
    };
    PortalLoginDto: {
      /**
       * @description Page of the company that vouches for whoever is signed in there: call it with `case` (the reference) and `back`; it
       *     returns with `#assertion=…`. Null where only the company's own page begins it.
       */
      page: string | null;
    };
    PortalControllerDto: {
      slug: string;
      name: string;
      languages: ('de' | 'en')[];
      address: string[];
      /** @description The privacy office. */
      contact: string;
      /** @description Other ways to reach it, for whoever cannot go on here. */
      otherWays: components['schemas']['Bilingual'] | null;
      dpo: string | null;
      /** @description Its own law first, then those that protect the person where she lives. */
      laws: components['schemas']['PortalLawDto'][];
      rights: components['schemas']['PortalRightDto'][];
      /** @description Null where the controller has none on file. */
      notice: components['schemas']['PortalNoticeDto'] | null;
      /** @description Null where the company's own login cannot prove who asks. */
      login: components['schemas']['PortalLoginDto'] | null;
      copyFirstDays: components['schemas']['CopyFirstDaysDto'];
    };
    PortalPlaceDto: {
      /** @description ISO 3166-1 alpha-2 */
      country: string;
      /** @description The states of it that matter, ISO 3166-2 without the country; empty where the country alone decides. */
      states: string[];
    };
    PortalStartDto: {
      controllers: components['schemas']['PortalControllerDto'][];
      /** @description Is a solved challenge of GET /v1/portal/challenge wanted with POST /v1/submissions? */
      proofOfWork: boolean;
      /** @description Did this browser send `Sec-GPC: 1`? Seen here, it tells about this page alone and covers no other. */
      gpc: boolean;
      /** @description Places of residence that decide about the law; living anywhere else makes no difference. */
      places: components['schemas']['PortalPlaceDto'][];
    };
    LedgerKeysDto: {
      /**
       * @description Verifier keys (`<name>+<key id>+<base64>`, c2sp.org/signed-note) of the log, the present one first. Whoever checks a
       *     receipt against a rewritten log needs one from elsewhere; from here they show that it is what this service signed.
       */
      keys: string[];
    };
    SystemLine: {
      system: string;
      title: components['schemas']['Bilingual'];
      connector: string;
      controllers: string[];
      /** @description Of the map in force. */
      version: number;
      /**
       * @description `file`: its map is changed in the file and only read here.
       * @enum {string}
       */
      origin: 'desk' | 'file';
      collections: number;
      /**
       * Format: date-time
       * @description When its live schema was looked at last.
       */
      surveyedAt: string | null;
      /** @description Errands that wait for a person because of it. */
      errands: number;
    };
    SystemsView: {
      systems: components['schemas']['SystemLine'][];
    };
    HealthProblemView: {
      code: string;
      collection?: string;
      column?: string;
      detail: string;
    };
    HealthView: {
      reachable: boolean;
      /** @description `read`, `delete`, `update`, …: asserted by looking, not by trying. */
      rights: string[];
      problems: components['schemas']['HealthProblemView'][];
    };
    DraftLineView: {
      system: string;
      revision: number;
      /** Format: date-time */
      changedAt: string;
    };
    DraftsView: {
      drafts: components['schemas']['DraftLineView'][];
    };
    TitleDto: {
      en: string;
      de: string;
    };
    NewSystemDto: {
      /** @description Short name of the system, for good: it stands in plans, proofs and letters. */
      system: string;
      /** @description As people are told. */
      title: components['schemas']['TitleDto'];
      /** @description One of `GET /v1/connectors`. */
      connector: string;
      /** @description Slugs of the controllers whose data it holds. */
      controllers: string[];
      /** @description By the schema of the connector. Secrets among them are sealed at once and never shown again. */
      settings: {
        [key: string]: unknown;
      };
    };
    FindingView: {
      /** @enum {string} */
      severity: 'error' | 'warning';
      /** @description Listed in docs/data-map.md. */
      code: string;
      /** @description From 1. */
      line: number;
      /** @description From 1. */
      column: number;
      message: string;
      /** @description What to do; may be empty. */
      hint: string;
    };
    DraftView: {
      system: string;
      yaml: string;
      /** @description To be named by whoever changes the draft. */
      revision: number;
      /** Format: date-time */
      changedAt: string;
      /** @description The connector that the draft names; null while it cannot be read. */
      connector: string | null;
      /** @description The connection that the draft names, secrets as references; null while it cannot be read. */
      connection: {
        [key: string]: unknown;
      } | null;
      findings: components['schemas']['FindingView'][];
      /** @description No finding is an error: it may be held against the live system, tried and activated. */
      usable: boolean;
    };
    DraftTextDto: {
      yaml: string;
      /** @description The revision that was read and is being replaced. */
      revision: number;
    };
    ConnectionDto: {
      connector: string;
      /** @description As when registering; a secret that stays is repeated as the reference that stands in the draft. */
      settings: {
        [key: string]: unknown;
      };
      revision: number;
    };
    ProposalView: {
      /** @description A map proposed from the live schema: guesses to be looked at, not saved yet. */
      yaml: string;
      /** @description Tables that were looked at. */
      tables: number;
    };
    FindingsView: {
      findings: components['schemas']['FindingView'][];
    };
    ActivationDto: {
      revision: number;
    };
    ActivatedView: {
      system: string;
      version: number;
      /** @description False when it says what the map in force says. */
      changed: boolean;
    };
    ConnectorView: {
      name: string;
      /** @description JSON Schema of the settings, from which a form can be drawn; `secret: true` marks what is sealed. */
      settings: {
        [key: string]: unknown;
      };
    };
    ConnectorsView: {
      connectors: components['schemas']['ConnectorView'][];
    };
    LintDto: {
      /** @description Of which system the text is the map. */
      system: string;
      yaml: string;
    };
    MapVersionView: {
      version: number;
      digest: string;
      /** @enum {string} */
      origin: 'desk' | 'file';
      /** Format: date-time */
      createdAt: string;
    };
    MapInForceView: {
      system: string;
      version: number;
      /** @enum {string} */
      origin: 'desk' | 'file';
      /** @description As its author wrote it. */
      yaml: string;
      versions: components['schemas']['MapVersionView'][];
    };
    TrialIdentifierDto: {
      /** @description `email`, `phone`, or a kind that the map names. */
      kind: string;
      value: string;
    };
    TrialDto: {
      controller: string;
      /** @description Of the test person. Used for this one look, and kept nowhere. */
      identifiers: components['schemas']['TrialIdentifierDto'][];
      /** @description Try the draft; otherwise the map in force. */
      draft?: boolean;
    };
    TrialGroupView: {
      collection: string;
      records: number;
      /** @enum {string} */
      action: 'delete' | 'mask' | 'none' | 'release';
      /** @enum {string} */
      because: 'erase' | 'held' | 'keep' | 'necessary' | 'retain';
      ground: string;
      /** @description What the ground says, in words; null for one that no law file words. */
      groundTitle: components['schemas']['Bilingual'] | null;
      citation: string | null;
      /** @description Last legal day on which the records are kept. */
      until?: string;
      /** @description Fields that would be blanked or replaced. */
      masked: string[];
    };
    TrialLearntView: {
      kind: string;
      count: number;
    };
    TrialDoubtView: {
      collection: string;
      kind: string;
    };
    TrialUnmaskableView: {
      collection: string;
      field: string;
      because: string;
    };
    TrialFieldView: {
      collection: string;
      field: string;
      categories: string[];
    };
    TrialView: {
      system: string;
      /** @description Which map was tried: the draft's revision, or the version in force. */
      draft: boolean;
      version: number;
      day: string;
      law: string;
      rounds: number;
      groups: components['schemas']['TrialGroupView'][];
      empty: string[];
      learnt: components['schemas']['TrialLearntView'][];
      doubtful: components['schemas']['TrialDoubtView'][];
      unmaskable: components['schemas']['TrialUnmaskableView'][];
      fields: components['schemas']['TrialFieldView'][];
    };
    FirstRunStepView: {
      /** @enum {string} */
      step: 'controller' | 'map' | 'proof' | 'request' | 'system' | 'trial';
      done: boolean;
      /** @description The system in which the step is taken, once there is one. */
      system: string | null;
      /** @description The request in which it is taken. */
      request: string | null;
    };
    FirstRunView: {
      /** @description In the order in which they are best taken. */
      steps: components['schemas']['FirstRunStepView'][];
      complete: boolean;
    };
    Problem: {
      /**
       * Format: uri
       * @example urn:habeas:problem:validation-failed
       */
      type: string;
      title: string;
      status: number;
      /** @enum {string} */
      code:
        | 'agent-key-differs'
        | 'agent-lease-lost'
        | 'agent-outdated'
        | 'bad-request'
        | 'body-too-large'
        | 'conflict'
        | 'cross-site-request'
        | 'database-unavailable'
        | 'draft-changed'
        | 'duties-not-apart'
        | 'exchange-answered'
        | 'exchange-expired'
        | 'exchange-page-differs'
        | 'exchange-pages-missing'
        | 'exchange-records-refused'
        | 'exchange-too-much'
        | 'forbidden'
        | 'hook-refused'
        | 'hook-unreadable'
        | 'idempotency-in-flight'
        | 'idempotency-key-malformed'
        | 'idempotency-key-missing'
        | 'idempotency-mismatch'
        | 'internal'
        | 'json-duplicate-key'
        | 'json-forbidden-key'
        | 'json-malformed'
        | 'json-too-complex'
        | 'last-of-its-kind'
        | 'map-from-files'
        | 'map-refused'
        | 'method-not-allowed'
        | 'not-acceptable'
        | 'not-found'
        | 'not-ready'
        | 'password-refused'
        | 'plan-changed'
        | 'proof-of-work'
        | 'proof-refused'
        | 'rate-limited'
        | 'request-timeout'
        | 'right-not-known'
        | 'second-factor-needed'
        | 'secret-needed'
        | 'shutting-down'
        | 'sign-in-refused'
        | 'step-up-needed'
        | 'system-unreachable'
        | 'text-not-storable'
        | 'too-late'
        | 'try-again'
        | 'unauthenticated'
        | 'unknown-controller'
        | 'unprocessable'
        | 'unsupported-media-type'
        | 'uri-too-long'
        | 'validation-failed';
      /**
       * Format: uri
       * @description Names this request in the logs
       */
      instance?: string;
      detail?: string;
      errors?: {
        /** @description JSON pointer (RFC 6901) */
        pointer: string;
        rule: string;
        detail: string;
      }[];
    };
  };
  responses: {
    /** @description A problem document (RFC 9457) */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  Health_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Health_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  SetUp_start: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SetUp_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SetUpDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInStepDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignIn_password: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordSignInDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInStepDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignIn_code: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SecondFactorDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInStepDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignIn_passkeyOptions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasskeyRequestOptionsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignIn_passkey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasskeyAssertionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInStepDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignIn_signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Invitations_accept: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AcceptInvitationDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInStepDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Account_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnAccountDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Account_change: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeAccountDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnAccountDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Account_password: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePasswordDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_beginTotp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TotpOfferDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_removeTotp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_confirmTotp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SecondFactorDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryCodesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasskeysDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_add: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewPasskeyDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasskeyAddedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_options: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasskeyCreationOptionsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Enrolment_codes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryCodesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  StepUp_options: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasskeyRequestOptionsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  StepUp_present: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StepUpDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SteppedUpDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Sessions_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Sessions_endOthers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EndedSessionsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Sessions_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Staffing_page: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StaffListDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Staffing_invite: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InviteStaffDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Staffing_inviteAgain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Staffing_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeStaffDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StaffMemberDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Opinions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpinionsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Opinions_give: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GiveOpinionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpinionGivenDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ProofOfWork_challenge: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkChallengeDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ReceiptCorrections_correct: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CorrectReceiptDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Scans_add: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /** Format: binary */
          file: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Scans_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        scanId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Submissions_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AskableControllersDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Submissions_ask: {
    parameters: {
      query?: never;
      header: {
        'idempotency-key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SubmissionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenedCasesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Queue_list: {
    parameters: {
      query?: {
        /** @description The public reference of a case, `HB-XXXX-XXXX`, as typed. Identifiers go to `POST /v1/requests/search`. */
        q?: string;
        limit?: number;
        /** @description The member `next` of the page before, with the same sort and order. */
        cursor?: string;
        controller?: string;
        state?:
          | 'answering'
          | 'checking'
          | 'closed'
          | 'deciding'
          | 'forgotten'
          | 'forwarded'
          | 'planning'
          | 'preparing'
          | 'proving'
          | 'received'
          | 'refused'
          | 'reopened'
          | 'reviewing'
          | 'withdrawn'
          | 'working';
        right?:
          | 'access'
          | 'automated_decision'
          | 'do_not_sell'
          | 'erasure'
          | 'limit_use'
          | 'objection'
          | 'objection_direct_marketing'
          | 'portability'
          | 'rectification'
          | 'restriction'
          | 'withdraw_consent';
        /** @description Id of the law the request is answered under, without its version: `eu-gdpr`. */
        law?: string;
        /** @description Only open and unanswered ones, by their date in the controller's zone. */
        due?: 'late' | 'soon' | 'week';
        flag?: 'errand' | 'held' | 'test' | 'unassigned';
        /** @description Id of a member of staff, or `me`. */
        assigned?: string;
        /** @description Only what has not ended. */
        open?: boolean;
        sort?: 'changed' | 'due' | 'received';
        /** @description Default: earliest date and earliest receipt first, latest change first. */
        order?: 'asc' | 'desc';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueuePage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Submissions_submit: {
    parameters: {
      query?: never;
      header: {
        'idempotency-key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SubmissionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenedCasesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Submissions_record: {
    parameters: {
      query?: never;
      header: {
        'idempotency-key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecordedSubmissionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenedCasesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Hooks_receive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        source: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HookReceiptDto'];
          'text/xml': components['schemas']['HookReceiptDto'];
          'text/plain': components['schemas']['HookReceiptDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_senders: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HookSendersView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HookSourcesView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_add: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewHookSourceDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AddedIdDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HookSettingsDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_addSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HookSecretDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AddedIdDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_endSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        secret: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EndSecretDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  HookSources_disable: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  ShadowRequests_page: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        after?: string;
        limit?: number;
        /** @description Default: those that wait for a decision. */
        state?: 'confirmed' | 'dismissed' | 'open';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShadowPage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShadowRequests_count: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShadowCount'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShadowRequests_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShadowLine'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShadowRequests_reveal: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RevealShadowDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ShadowWords'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShadowRequests_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmShadowDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConfirmedShadowDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShadowRequests_dismiss: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DismissShadowDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Detection_rules: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DetectionRulesView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Findings_page: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        after?: string;
        limit?: number;
        /** @description Only those that nobody has settled. */
        open?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingPage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Findings_record: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingContentDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Findings_settle: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SettleFindingDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Tickets_ofRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketsView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PersonProof_status: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProofStatus'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PersonProof_send: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  PersonProof_answer: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AnswerCodeDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProofStatus'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PersonProof_login: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AssertionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProofStatus'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  OfficerIdentity_decide: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IdentityDecisionDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  OfficerIdentity_askCode: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  PersonFurtherData_asked: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FurtherDataAskedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PersonFurtherData_give: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GiveFurtherDataDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  OfficeFurtherData_ask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AskFurtherDataDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Plan_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Plan_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApproveDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApprovedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Objections_object: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ObjectionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ObjectedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  StandingApprovals_page: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  StandingApprovals_give: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StandingApprovalDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  StandingApprovals_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  CopyFirst_choose: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CopyFirstDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CopyFirstChosenDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Decisions_refuse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefusalDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Decisions_extend: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExtensionDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Decisions_doubt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DoubtDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Downloads_grant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GrantDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Downloads_fetch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FetchDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ReportPreview_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['FetchDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Printing_print: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PrintDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
          'application/zip': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Review_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PackageView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Review_items: {
    parameters: {
      query?: {
        /** @description `open`: only what nobody has decided yet. */
        show?: 'all' | 'open';
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewPage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Review_decide: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DecisionsDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Review_releasePackage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReleaseDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Deferred_page: {
    parameters: {
      query?: {
        controller?: string;
        system?: string;
        /** @description `waiting` for its date, `due`, `under-way`, `stopped` by a finding, `settled`. */
        state?: 'due' | 'settled' | 'stopped' | 'under-way' | 'waiting';
        /** @description The member `next` of the page before. */
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Deferred_decide: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeferredDecisionDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Probes_of: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProbesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Probes_figures: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProbeFiguresDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Replays_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplayDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Replays_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApproveReplayDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplayApprovedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Restores_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RestoreGateDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Restores_declare: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeclareRestoreDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RestoreGateDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Restores_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplaysDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Restores_ask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AskReplayDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplayAskedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Suppression_check: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SuppressionCheckDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuppressionCheckedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Exchange_task: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExchangeTaskDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Exchange_page: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        number: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExchangePageDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Exchange_discard: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Exchange_file: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /** Format: binary */
          file: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FileKeptDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Exchange_answer: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExchangeAnswerDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnswerTakenDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Agent_hello: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AgentHelloDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AgentWelcomeDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Agent_site: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AgentSiteDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Agent_lease: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AgentLeaseDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Agent_heartbeat: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AgentHeartbeatDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HeldCallsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Agent_page: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        number: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AgentPageDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Agent_result: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AgentResultDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Conversations_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConversationDto'][];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Conversations_task: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExchangeTaskDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Conversations_reason: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConversationReasonDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Conversations_file: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        conversationId: string;
        fileId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Conversations_answer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ExchangeAnswerDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnswerTakenDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Owners_shown: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnerView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Owners_name: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NamedOwnerDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnerView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Owners_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnerView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  OwnerLinks_send: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  OwnerLinks_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Assignment_assign: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AssignmentDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Desk_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Desk_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WithdrawalDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Desk_hold: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlacedHold'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Desk_lift: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        holdId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Desk_settle: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        errandId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SettleErrandDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Errands_page: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        after?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrandsPage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Events_open: {
    parameters: {
      query?: never;
      header?: {
        /** @description Id of the last event that was seen */
        'last-event-id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Figures_show: {
    parameters: {
      query?: {
        /** @description First legal day of the period. Default: 89 days before its last. */
        from?: string;
        /** @description Last legal day. Default: today. */
        to?: string;
        controller?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FiguresDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_entries: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LogEntriesPage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_checkpoint: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_checkpoints: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CheckpointsPage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_verifications: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VerificationsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_verify: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VerifyDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VerificationView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Ledger_verification: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VerificationView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  LetterPreview_preview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PreviewDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PreviewedLetter'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Letters_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        letterId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LetterView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Letters_dispatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        letterId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Queue_counts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueCounts'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Queue_search: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SearchDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueuePage'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Receipts_receipt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Reveals_codes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevealReasonsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Reveals_reveal: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RevealDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevealedDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Trail_show: {
    parameters: {
      query?: {
        /** @description The member `next` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrailDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Views_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ViewsDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Views_keep: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewViewDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ViewDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Views_drop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Views_whom: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ColleaguesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  OfficeMessages_list: {
    parameters: {
      query?: {
        /** @description `next` of the page before: older ones follow. */
        before?: string;
        limit?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfficeMessagesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  OfficeMessages_write: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WriteOfficeMessageDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WrittenOfficeMessageDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PersonMessages_list: {
    parameters: {
      query?: {
        /** @description `next` of the page before: older ones follow. */
        before?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagesDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PersonMessages_write: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WriteMessageDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WrittenMessageDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainAsk_form: {
    parameters: {
      query?: {
        lang?: 'de' | 'en';
        controller?: string;
        /** @description Hash of the style sheet. */
        v?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainAsk_submit: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['AskForm'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainAsk_style: {
    parameters: {
      query?: {
        lang?: 'de' | 'en';
        controller?: string;
        /** @description Hash of the style sheet. */
        v?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/css': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_open: {
    parameters: {
      query?: {
        lang?: 'de' | 'en';
        controller?: string;
        /** @description Hash of the style sheet. */
        v?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['CaseForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_openProof: {
    parameters: {
      query?: {
        lang?: 'de' | 'en';
        controller?: string;
        /** @description Hash of the style sheet. */
        v?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_prove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['CodeForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_resend: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['CaseForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['WithdrawalForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['RequestForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_write: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['MessageForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  PlainCase_fetch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['RequestForm'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': Record<string, never>;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Portal_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonCaseDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Portal_receipt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Portal_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WithdrawalDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Portal_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  PortalStart_show: {
    parameters: {
      query?: {
        /** @description Slug of the one controller that is wanted; all without it. */
        controller?: string;
        /** @description Where the person lives, ISO 3166-1 alpha-2: decides which laws protect her beside the controller's own. */
        country?: string;
        /** @description State or Land, ISO 3166-2 without the country. */
        state?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PortalStartDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  LedgerKeys_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerKeysDto'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Systems_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemsView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_register: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewSystemDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Systems_check: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftsView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_show: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_write: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DraftTextDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_begin: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_discard: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_connect: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConnectionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DraftView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_check: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_scan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProposalView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_review: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingsView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Drafts_activate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ActivationDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActivatedView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Maps_connectors: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConnectorsView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Maps_mapSchema: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Maps_lint: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LintDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingsView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Maps_inForce: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MapInForceView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  Trials_run: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        system: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TrialDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrialView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  FirstRun_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FirstRunView'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
}
