namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>The suites can fail: each flaw that a store may have is found by the test that is about it.</summary>
public sealed class BrokenStoreTests
{
    [Theory]
    [InlineData("connectors")]
    [InlineData("templates")]
    [InlineData("connections")]
    [InlineData("names")]
    [InlineData("bindings")]
    [InlineData("secrets")]
    [InlineData("inventory")]
    [InlineData("saved together")]
    [InlineData("lock")]
    [InlineData("sign-ins")]
    [InlineData("deliveries")]
    public async Task Without_a_flaw_no_test_fails(string store) =>
        Assert.Empty(await SuiteRun.FailuresAsync(() => BrokenSuites.Of(store, "")));

    [Theory]
    [InlineData(
        "connectors",
        "a save asks for no revision",
        "A_save_with_an_old_revision_shows_what_is_there_and_changes_nothing")]
    [InlineData(
        "connectors",
        "a save asks for no revision",
        "A_hundred_racing_changes_of_one_revision_let_exactly_one_through")]
    [InlineData("connectors", "a save looks first and writes then", "A_hundred_racing_creations_make_exactly_one")]
    [InlineData(
        "connectors",
        "a save brings back what was deleted",
        "A_save_of_what_was_deleted_shows_nothing_and_brings_nothing_back")]
    [InlineData(
        "connectors",
        "a conflict shows what was sent",
        "A_save_with_an_old_revision_shows_what_is_there_and_changes_nothing")]
    [InlineData("connectors", "cancellation is not heard", "A_cancelled_call_does_nothing")]
    [InlineData("connectors", "the draft is lost", "A_draft_is_kept_beside_the_published_definition_and_is_no_version")]
    [InlineData(
        "connectors", "old versions are forgotten", "Published_versions_stay_readable_with_the_definition_they_had")]
    [InlineData(
        "connectors",
        "a version has today's definition",
        "Published_versions_stay_readable_with_the_definition_they_had")]
    [InlineData(
        "connectors",
        "a version that is not there is the current one",
        "After_a_deletion_the_key_is_free_and_the_old_versions_are_gone")]
    [InlineData("connectors", "a deletion asks for no revision", "A_deletion_with_an_old_revision_is_refused")]
    [InlineData("connectors", "a list is in the order of creation", "Connectors_are_listed_in_the_order_of_their_keys")]
    [InlineData(
        "connectors", "a list begins at the key that it should go on from", "Paging_by_the_last_key_visits_each_once")]
    [InlineData("connectors", "a list is deaf", "A_listing_can_be_cancelled_on_the_way")]
    [InlineData(
        "templates",
        "a save asks for no revision",
        "A_save_with_an_old_revision_shows_what_is_there_and_changes_nothing")]
    [InlineData("templates", "the pin is lost", "What_was_saved_is_found_as_it_was")]
    [InlineData("templates", "cancellation is not heard", "A_cancelled_call_does_nothing")]
    [InlineData("templates", "a deletion asks for no revision", "A_deletion_with_an_old_revision_is_refused")]
    [InlineData("templates", "ids are ordered as one text", "Templates_are_listed_in_the_order_of_their_ids")]
    [InlineData("templates", "a filter's second part is ignored", "Every_part_of_a_filter_must_match")]
    [InlineData(
        "connections",
        "a save asks for no revision",
        "A_hundred_racing_changes_of_one_revision_let_exactly_one_through")]
    [InlineData(
        "connections",
        "a save brings back what was deleted",
        "A_save_of_what_was_deleted_shows_nothing_and_brings_nothing_back")]
    [InlineData("connections", "times lose their fractions", "What_was_saved_is_found_as_it_was")]
    [InlineData("connections", "a deletion asks for no revision", "A_deletion_with_an_old_revision_is_refused")]
    [InlineData("connections", "cancellation is not heard", "A_cancelled_call_does_nothing")]
    [InlineData(
        "connections",
        "a list is in the order of names",
        "Connections_are_listed_in_the_order_of_their_ids_whatever_the_filter")]
    [InlineData("connections", "a list of one owner holds others", "Every_part_of_a_filter_must_match")]
    [InlineData("connections", "a list is deaf", "A_listing_can_be_cancelled_on_the_way")]
    [InlineData("names", "two may have one name", "A_hundred_connections_racing_for_a_name_make_exactly_one")]
    [InlineData(
        "names",
        "names are told apart without regard to case",
        "The_same_name_is_free_for_another_owner_another_connector_and_in_another_spelling")]
    [InlineData(
        "names",
        "a name is taken for all owners",
        "The_same_name_is_free_for_another_owner_another_connector_and_in_another_spelling")]
    [InlineData(
        "names",
        "a namesake responses for what was deleted",
        "A_deleted_connection_is_not_mistaken_for_the_one_that_has_its_name_now")]
    [InlineData("names", "a conflict of names does not show who has it", "A_taken_name_shows_who_has_it")]
    [InlineData("bindings", "a save asks for no revision", "A_hundred_racing_creations_make_exactly_one")]
    [InlineData(
        "bindings",
        "the environment is not part of the key",
        "Each_template_owner_and_environment_has_a_binding_of_its_own")]
    [InlineData(
        "bindings",
        "a list holds other connections' bindings",
        "The_bindings_of_a_connection_are_listed_and_follow_it_when_changed")]
    [InlineData("bindings", "a list is deaf", "A_cancelled_call_does_nothing_and_a_listing_ends")]
    [InlineData(
        "secrets", "a write replaces what was there", "Each_write_is_a_new_version_and_no_written_version_changes")]
    [InlineData("secrets", "a deleted version is given out again", "A_deleted_version_is_never_given_out_again")]
    [InlineData(
        "secrets",
        "a reference opens in any scope",
        "A_reference_opens_nothing_in_another_scope_or_under_another_name")]
    [InlineData("secrets", "a value is trimmed", "A_value_is_read_as_it_was_written")]
    [InlineData("secrets", "a value is cut", "A_value_may_be_64_kilobytes_long")]
    [InlineData("secrets", "a deletion does nothing", "Deleting_one_version_leaves_the_others_and_can_be_repeated")]
    [InlineData(
        "inventory",
        "one owner's secrets are apart",
        "All_secrets_of_all_owners_are_listed_each_once_and_those_of_one_owner_follow_each_other")]
    [InlineData(
        "inventory",
        "a page is missing",
        "All_secrets_of_all_owners_are_listed_each_once_and_those_of_one_owner_follow_each_other")]
    [InlineData("inventory", "the time is ignored", "What_was_written_later_is_not_listed")]
    [InlineData(
        "inventory",
        "what was deleted is remembered",
        "What_was_deleted_is_not_listed_and_secrets_can_be_deleted_while_they_are_listed")]
    [InlineData("inventory", "a list is deaf", "A_listing_can_be_cancelled_on_the_way")]
    [InlineData("saved together", "references come again", "References_are_new_and_nothing_is_written_for_them")]
    [InlineData("saved together", "secrets are not written", "A_new_connection_is_there_with_its_secrets")]
    [InlineData("saved together", "what is replaced stays", "What_is_replaced_goes_with_the_save_and_the_rest_stays")]
    [InlineData(
        "saved together",
        "secrets are written whatever comes of it",
        "A_conflict_of_revisions_shows_what_is_there_writes_no_secret_and_deletes_none")]
    [InlineData(
        "saved together",
        "secrets are written whatever comes of it",
        "A_name_that_is_taken_writes_no_secret_and_deletes_none")]
    [InlineData(
        "saved together",
        "secrets are written whatever comes of it",
        "What_was_disconnected_stays_gone_and_writes_no_secret")]
    [InlineData(
        "saved together",
        "secrets are written whatever comes of it",
        "Of_a_hundred_that_race_for_one_revision_one_saves_and_its_secret_alone_is_there")]
    [InlineData(
        "saved together",
        "what is replaced goes whatever comes of it",
        "A_conflict_of_revisions_shows_what_is_there_writes_no_secret_and_deletes_none")]
    [InlineData("saved together", "cancellation is heard too late", "A_cancelled_call_does_nothing")]
    [InlineData("lock", "everybody gets it", "Of_a_hundred_racing_callers_one_at_a_time_holds_it")]
    [InlineData("lock", "disposing twice frees it twice", "Disposing_twice_frees_it_once")]
    [InlineData(
        "lock",
        "who has given up gets it all the same",
        "A_caller_that_has_given_up_already_does_not_get_it_and_does_not_keep_it")]
    [InlineData("sign-ins", "the interval is lost", "What_was_added_is_found_as_it_was_on_every_read")]
    [InlineData("sign-ins", "finding takes", "What_was_added_is_found_as_it_was_on_every_read")]
    [InlineData("sign-ins", "taking looks first and removes then", "Of_a_hundred_racing_takers_one_gets_it")]
    [InlineData("sign-ins", "cancellation is not heard", "A_cancelled_call_does_nothing")]
    [InlineData("sign-ins", "a sweep takes all", "What_expired_is_taken_and_nothing_else")]
    [InlineData("sign-ins", "a sweep takes nothing", "Of_ten_racing_sweeps_and_a_taker_one_gets_what_expired")]
    [InlineData(
        "deliveries", "it looks first and writes then", "Of_a_hundred_racing_callers_it_is_new_for_one")]
    [InlineData("deliveries", "spellings are one", "Another_delivery_is_another_also_in_another_spelling")]
    [InlineData(
        "deliveries",
        "one that ended takes the others along",
        "One_that_has_to_be_remembered_is_not_forgotten_with_those_that_need_not")]
    [InlineData("deliveries", "nothing is ever forgotten", "One_that_was_removed_is_new_again_and_once")]
    [InlineData("deliveries", "cancellation is not heard", "A_cancelled_call_does_nothing")]
    public async Task A_flaw_is_found_by_the_test_that_is_about_it(string store, string flaw, string test) =>
        Assert.Contains(test, await SuiteRun.FailuresAsync(() => BrokenSuites.Of(store, flaw), test));
}
