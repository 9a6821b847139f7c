// The handlers of the JSON interface (docs/api.md): each reads a body, calls one use case and says its answer.
#pragma once

#include "service/http/router.h"

namespace ehcflow::service::api {

Reply health(const Service&, const Request&, const Captures&);
Reply metrics(const Service&, const Request&, const Captures&);
Reply list(const Service&, const Request&, const Captures&);
Reply read(const Service&, const Request&, const Captures&);
Reply duty_list(const Service&, const Request&, const Captures&);
Reply placement_list(const Service&, const Request&, const Captures&);
Reply open_documents(const Service&, const Request&, const Captures&);
Reply hold(const Service&, const Request&, const Captures&);
Reply release(const Service&, const Request&, const Captures&);
Reply erase(const Service&, const Request&, const Captures&);
Reply disposal(const Service&, const Request&, const Captures&);
Reply retention(const Service&, const Request&, const Captures&);
Reply looks(const Service&, const Request&, const Captures&);
Reply jobs(const Service&, const Request&, const Captures&);
Reply job(const Service&, const Request&, const Captures&);
Reply retry(const Service&, const Request&, const Captures&);
Reply ask_for_batch(const Service&, const Request&, const Captures&);
Reply batches(const Service&, const Request&, const Captures&);
Reply batch(const Service&, const Request&, const Captures&);
Reply batch_documents(const Service&, const Request&, const Captures&);
Reply batch_document(const Service&, const Request&, const Captures&);
Reply batch_failures(const Service&, const Request&, const Captures&);
Reply retry_batch(const Service&, const Request&, const Captures&);
// 202 with the job that will do it.
Reply later(const Service&, const Request&, const std::optional<CaseId>& of_case, const storage::NewJob& job);
Reply person(const Service&, const Request&, const Captures&);
Reply person_versions(const Service&, const Request&, const Captures&);
Reply record_person(const Service&, const Request&, const Captures&);
Reply case_people(const Service&, const Request&, const Captures&);
Reply part_revisions(const Service&, const Request&, const Captures&);
Reply record_part(const Service&, const Request&, const Captures&);
Reply revise(const Service&, const Request&, const Captures&);
Reply record(const Service&, const Request&, const Captures&);
Reply append(const Service&, const Request&, const Captures&);
Reply duties(const Service&, const Request&, const Captures&);
Reply faults(const Service&, const Request&, const Captures&);
Reply forecast(const Service&, const Request&, const Captures&);
Reply measures(const Service& service, const Request& request, const Captures& captures);
Reply record_keeping(const Service&, const Request&, const Captures&);
Reply prepare(const Service&, const Request&, const Captures&);
Reply document(const Service&, const Request&, const Captures&);
Reply odt(const Service&, const Request&, const Captures&);
Reply pdf(const Service&, const Request&, const Captures&);
Reply plain_text(const Service&, const Request&, const Captures&);
Reply web_page(const Service&, const Request&, const Captures&);
Reply large_print(const Service&, const Request&, const Captures&);
Reply large_print_odt(const Service&, const Request&, const Captures&);
Reply approve(const Service&, const Request&, const Captures&);
Reply discard(const Service&, const Request&, const Captures&);
Reply issue(const Service&, const Request&, const Captures&);
Reply dispatch(const Service&, const Request&, const Captures&);
Reply receipt(const Service&, const Request&, const Captures&);
Reply came_back(const Service&, const Request&, const Captures&);
Reply withdraw(const Service&, const Request&, const Captures&);
Reply import_files(const Service&, const Request&, const Captures&);
Reply plan(const Service&, const Request&, const Captures&);
Reply put_plan(const Service&, const Request&, const Captures&);
Reply plan_history(const Service&, const Request&, const Captures&);
Reply plan_judgements(const Service&, const Request&, const Captures&);
Reply judge_plan(const Service&, const Request&, const Captures&);
Reply plan_sample(const Service&, const Request&, const Captures&);
Reply plan_document(const Service&, const Request&, const Captures&);
Reply templates_list(const Service&, const Request&, const Captures&);
Reply template_versions(const Service&, const Request&, const Captures&);
Reply template_version(const Service&, const Request&, const Captures&);
Reply check_template_file(const Service&, const Request&, const Captures&);
Reply annotate_template_file(const Service&, const Request&, const Captures&);
Reply upload_template(const Service&, const Request&, const Captures&);
Reply template_file(const Service&, const Request&, const Captures&);
Reply annotated_template(const Service&, const Request&, const Captures&);
Reply template_sample(const Service&, const Request&, const Captures&);
Reply try_template(const Service&, const Request&, const Captures&);
Reply approve_template(const Service&, const Request&, const Captures&);
Reply withdraw_template(const Service&, const Request&, const Captures&);
Reply month(const Service&, const Request&, const Captures&);
Reply month_figures(const Service&, const Request&, const Captures&);
Reply month_cases(const Service&, const Request&, const Captures&);
Reply close_month(const Service&, const Request&, const Captures&);
Reply action_plan(const Service&, const Request&, const Captures&);
Reply action_plan_versions(const Service&, const Request&, const Captures&);
Reply put_action_plan(const Service&, const Request&, const Captures&);
Reply statement(const Service&, const Request&, const Captures&);

}  // namespace ehcflow::service::api
