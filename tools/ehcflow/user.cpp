// ehcflow user: who may sign in to the service, each with a token of their own (docs/operations.md).
#include <iostream>

#include "service/http/accounts.h"
#include "tools/ehcflow/subcommands.h"

namespace ehcflow {
namespace {

struct Options {
    std::string data = "var", name;
};

storage::RecorderId account_of(const Options& options) {
    const auto name = storage::RecorderId::parse(options.name);
    if (!name)
        throw UsageError(
            "an account is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit, such as p.fenn");
    return *name;
}

void expect_data(const Options& options) {
    if (!std::filesystem::is_directory(options.data))
        throw UsageError(options.data + ": there is no such folder; name the one that the service keeps its data in");
}

Exit add(const Options& options) {
    expect_data(options);
    const std::string token = service::add_account(options.data, account_of(options));
    complain("hand this token to " + options.name + "; it is kept nowhere and shown once");
    std::cout << token << "\n";
    return Exit::Done;
}

Exit list(const Options& options) {
    expect_data(options);
    for (const storage::RecorderId& name : service::account_names(options.data)) std::cout << name.text() << "\n";
    return Exit::Done;
}

Exit remove(const Options& options) {
    expect_data(options);
    if (service::remove_account(options.data, account_of(options))) return Exit::Done;
    complain(options.name + ": there is no such account");
    return Exit::No;
}

}  // namespace

void add_user(CLI::App& program, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("user", "Who may sign in to the service; it may be running");
    command->require_subcommand(1);
    const auto verb = [&](const char* name, const char* help, Exit (*run)(const Options&), bool named) {
        auto* one = command->add_subcommand(name, help);
        if (named)
            one->add_option("ACCOUNT", options->name,
                            "a reference such as p.fenn: it stands beside all that they record")
                ->required();
        one->add_option("--data", options->data, "the service's data folder (default: var)");
        one->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
    };
    verb("add", "Make an account, and print its token once", add, true);
    verb("list", "The accounts", list, false);
    verb("remove", "Take an account's token back; what it recorded stands", remove, true);
}

}  // namespace ehcflow
