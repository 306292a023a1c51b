namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>The suites can fail: each flaw of a store fails the test that covers it.</summary>
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
    public async Task A_correct_store_passes_every_test(string store) =>
        Assert.Empty(await SuiteRun.FailuresAsync(() => BrokenSuites.Of(store, "")));

    [Theory]
    [InlineData(
        "connectors",
        "a save ignores the revision",
        "A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing")]
    [InlineData(
        "connectors",
        "a save ignores the revision",
        "One_of_a_hundred_concurrent_changes_of_one_revision_succeeds")]
    [InlineData("connectors", "a save checks before it writes", "One_of_a_hundred_concurrent_creations_succeeds")]
    [InlineData(
        "connectors",
        "a save restores a deleted record",
        "A_save_of_a_deleted_record_returns_no_record_and_restores_nothing")]
    [InlineData(
        "connectors",
        "a conflict returns the sent record",
        "A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing")]
    [InlineData("connectors", "cancellation is ignored", "A_cancelled_call_does_nothing")]
    [InlineData(
        "connectors",
        "the draft is lost",
        "A_draft_is_stored_separately_from_the_published_definition_and_is_not_a_version")]
    [InlineData(
        "connectors", "old versions are lost", "Published_versions_stay_readable_with_their_definition")]
    [InlineData(
        "connectors",
        "a version has the current definition",
        "Published_versions_stay_readable_with_their_definition")]
    [InlineData(
        "connectors",
        "a missing version is the current one",
        "A_deletion_frees_the_key_and_removes_all_versions")]
    [InlineData("connectors", "a deletion ignores the revision", "A_deletion_with_an_old_revision_is_refused")]
    [InlineData("connectors", "a list is ordered by creation", "Connectors_are_listed_in_the_order_of_their_keys")]
    [InlineData(
        "connectors",
        "a page repeats the last key",
        "Paging_by_the_last_key_returns_each_connector_once")]
    [InlineData("connectors", "a list ignores cancellation", "A_running_listing_can_be_cancelled")]
    [InlineData(
        "templates",
        "a save ignores the revision",
        "A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing")]
    [InlineData("templates", "the pin is lost", "A_saved_record_is_found_unchanged")]
    [InlineData("templates", "cancellation is ignored", "A_cancelled_call_does_nothing")]
    [InlineData("templates", "a deletion ignores the revision", "A_deletion_with_an_old_revision_is_refused")]
    [InlineData("templates", "ids are ordered as one text", "Templates_are_listed_in_the_order_of_their_ids")]
    [InlineData("templates", "a filter's second part is ignored", "Every_part_of_a_filter_must_match")]
    [InlineData(
        "connections",
        "a save ignores the revision",
        "One_of_a_hundred_concurrent_changes_of_one_revision_succeeds")]
    [InlineData(
        "connections",
        "a save restores a deleted record",
        "A_save_of_a_deleted_record_returns_no_record_and_restores_nothing")]
    [InlineData("connections", "times lose their fractions", "A_saved_record_is_found_unchanged")]
    [InlineData("connections", "a deletion ignores the revision", "A_deletion_with_an_old_revision_is_refused")]
    [InlineData("connections", "cancellation is ignored", "A_cancelled_call_does_nothing")]
    [InlineData(
        "connections",
        "a list is ordered by name",
        "Connections_are_listed_in_the_order_of_their_ids_with_every_filter")]
    [InlineData("connections", "a list of one owner contains others", "Every_part_of_a_filter_must_match")]
    [InlineData("connections", "a list ignores cancellation", "A_running_listing_can_be_cancelled")]
    [InlineData(
        "names",
        "two connections can have one name",
        "One_of_a_hundred_concurrent_connections_with_the_same_name_is_created")]
    [InlineData(
        "names",
        "names are compared without case",
        "The_same_name_is_available_for_another_owner_another_connector_and_in_another_case")]
    [InlineData(
        "names",
        "a name is unique across owners",
        "The_same_name_is_available_for_another_owner_another_connector_and_in_another_case")]
    [InlineData(
        "names",
        "a conflict returns another connection of the name",
        "A_deleted_connection_is_not_confused_with_a_new_one_of_the_same_name")]
    [InlineData(
        "names",
        "a name conflict returns no connection",
        "A_name_conflict_returns_the_connection_that_has_the_name")]
    [InlineData("bindings", "a save ignores the revision", "One_of_a_hundred_concurrent_creations_succeeds")]
    [InlineData(
        "bindings",
        "the environment is not part of the key",
        "Each_template_owner_and_environment_has_its_own_binding")]
    [InlineData(
        "bindings",
        "a list contains bindings of other connections",
        "The_list_of_the_bindings_of_a_connection_reflects_changes")]
    [InlineData("bindings", "a list ignores cancellation", "A_cancelled_call_does_nothing_and_a_listing_ends")]
    [InlineData(
        "secrets",
        "a write replaces the old version",
        "Each_write_creates_a_new_version_and_changes_no_existing_version")]
    [InlineData("secrets", "a deleted version is reused", "A_deleted_version_is_never_reused")]
    [InlineData(
        "secrets",
        "a reference is valid for any holder",
        "A_reference_is_invalid_for_another_holder_or_another_name")]
    [InlineData("secrets", "a value is trimmed", "A_value_is_read_unchanged")]
    [InlineData("secrets", "a value is truncated", "A_value_can_be_64_kilobytes_long")]
    [InlineData("secrets", "a deletion does nothing", "Deleting_a_version_keeps_the_others_and_can_be_repeated")]
    [InlineData(
        "inventory",
        "secrets are not grouped by holder",
        "Every_secret_is_listed_once_and_grouped_by_holder")]
    [InlineData(
        "inventory",
        "a page is missing",
        "Every_secret_is_listed_once_and_grouped_by_holder")]
    [InlineData("inventory", "the time is ignored", "Secrets_written_after_the_given_time_are_not_listed")]
    [InlineData(
        "inventory",
        "deleted secrets are listed",
        "Deleted_secrets_are_not_listed_and_secrets_can_be_deleted_while_they_are_listed")]
    [InlineData("inventory", "a list ignores cancellation", "A_running_listing_can_be_cancelled")]
    [InlineData("saved together", "references are repeated", "New_references_are_unique_and_write_nothing")]
    [InlineData("saved together", "secrets are not written", "A_new_connection_is_saved_with_its_secrets")]
    [InlineData(
        "saved together",
        "replaced secrets are kept",
        "Replaced_secrets_are_deleted_with_the_save_and_others_are_kept")]
    [InlineData(
        "saved together",
        "secrets are written despite a conflict",
        "A_revision_conflict_returns_the_current_record_and_changes_no_secret")]
    [InlineData(
        "saved together",
        "secrets are written despite a conflict",
        "A_name_conflict_changes_no_secret")]
    [InlineData(
        "saved together",
        "secrets are written despite a conflict",
        "A_disconnected_connection_is_not_restored_and_no_secret_is_written")]
    [InlineData(
        "saved together",
        "secrets are written despite a conflict",
        "One_of_a_hundred_concurrent_saves_of_one_revision_succeeds_and_only_its_secret_exists")]
    [InlineData(
        "saved together",
        "replaced secrets are deleted despite a conflict",
        "A_revision_conflict_returns_the_current_record_and_changes_no_secret")]
    [InlineData("saved together", "cancellation is checked too late", "A_cancelled_call_does_nothing")]
    [InlineData("lock", "every caller acquires it", "A_hundred_concurrent_callers_hold_the_lock_one_at_a_time")]
    [InlineData("lock", "disposing twice releases it twice", "Disposing_twice_releases_the_lock_once")]
    [InlineData(
        "lock", "a released lock is confirmed", "A_lock_is_confirmed_while_it_is_held_and_not_after_its_release")]
    [InlineData(
        "lock",
        "a lost lock is confirmed",
        "A_holder_that_lost_the_lock_detects_it_and_does_not_release_the_lock_of_another")]
    [InlineData(
        "lock",
        "a cancelled caller acquires it",
        "A_cancelled_caller_neither_acquires_nor_keeps_the_lock")]
    [InlineData("sign-ins", "an update ignores the revision", "An_update_of_an_old_revision_is_refused")]
    [InlineData("sign-ins", "an owner's are left", "Only_the_sign_ins_of_an_owner_are_taken")]
    [InlineData("sign-ins", "the interval is lost", "An_added_sign_in_is_found_unchanged_on_every_read")]
    [InlineData("sign-ins", "finding removes", "An_added_sign_in_is_found_unchanged_on_every_read")]
    [InlineData(
        "sign-ins", "taking checks before it removes", "One_of_a_hundred_concurrent_takers_gets_the_sign_in")]
    [InlineData("sign-ins", "cancellation is ignored", "A_cancelled_call_does_nothing")]
    [InlineData("sign-ins", "a sweep takes all", "Only_expired_sign_ins_are_taken")]
    [InlineData(
        "sign-ins", "a sweep takes nothing", "One_of_ten_concurrent_sweeps_and_a_taker_gets_an_expired_sign_in")]
    [InlineData(
        "deliveries", "adding checks before it writes", "A_delivery_is_new_for_one_of_a_hundred_concurrent_callers")]
    [InlineData("deliveries", "keys are compared without case", "Deliveries_are_compared_case_sensitively")]
    [InlineData(
        "deliveries",
        "an expired delivery removes the others",
        "Removing_expired_deliveries_keeps_the_others")]
    [InlineData("deliveries", "a removal does nothing", "A_removed_delivery_is_new_again_once")]
    [InlineData("deliveries", "cancellation is ignored", "A_cancelled_call_does_nothing")]
    public async Task A_flaw_fails_the_test_that_covers_it(string store, string flaw, string test) =>
        Assert.Contains(test, await SuiteRun.FailuresAsync(() => BrokenSuites.Of(store, flaw), test));
}
