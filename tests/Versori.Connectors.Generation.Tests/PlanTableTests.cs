namespace Versori.Connectors.Generation.Tests;

public class PlanTableTests
{
    // A document or several, a requirement, and what a person would choose.
    private static readonly (string Documents, string Requirement, string[] Expected)[] Table =
    [
        ("tracker.yaml", "List issues of a repository and create an issue", ["issues/list-for-repo", "issues/create"]),
        ("tracker.yaml", "Add a comment to an issue", ["issues/create-comment"]),
        ("tracker.yaml", "Update an issue", ["issues/update"]),
        ("tracker.yaml", "Close issues", ["issues/update"]),
        ("tracker.yaml", "Show all pull requests of a repo", ["pulls/list"]),
        ("tracker.yaml", "Open a pull request", ["pulls/create"]),
        ("tracker.yaml", "Delete a repository", ["repos/delete"]),
        ("tracker.yaml", "Fetch the comments of an issue", ["issues/list-comments"]),
        ("tracker.yaml", "Whenever an issue is created, add a label", ["issues/list-for-repo", "post-repos-owner-repo-labels"]),
        ("chat.json", "Post a message to a channel", ["chat_postMessage"]),
        ("chat.json", "List channels", ["conversations_list"]),
        ("chat.json", "Find a user by email and send them a message", ["users_lookupByEmail", "chat_postMessage"]),
        ("chat.json", "Edit a message, then delete it", ["chat_update", "chat_delete"]),
        ("chat.json", "Upload a file", ["files_upload"]),
        ("chat.json", "Read the history of a channel", ["conversations_history"]),
        ("chat.json", "React to an item with a reaction", ["reactions_add"]),
        ("payments.yaml", "Create a payment intent and refund it", ["PostPaymentIntents", "PostRefunds"]),
        ("payments.yaml", "Add new customers", ["PostCustomers"]),
        ("payments.yaml", "Change a customer", ["PostCustomersCustomer"]),
        ("payments.yaml", "Remove a client", ["DeleteCustomersCustomer"]),
        ("payments.yaml", "Create an invoice for a customer and send it", ["PostInvoices", "PostInvoicesInvoiceSend"]),
        ("payments.yaml", "Capture a payment intent", ["PostPaymentIntentsIntentCapture"]),
        ("drive.yaml", "upload a file", ["post_files_content"]),
        ("drive.yaml", "Download a file", ["get_files_id_content"]),
        ("drive.yaml", "Create a folder and list the items in it", ["post_folders", "get_folders_id_items"]),
        ("tracker.yaml chat.json", "Mirror every new tracker issue into Parley", ["issues/list-for-repo", "issues/get"]),
        ("payments.yaml chat.json", "When an invoice is paid in Coin, post a message to a Parley channel", ["GetInvoices", "chat_postMessage"]),
        ("drive.yaml chat.json", "Copy files from Drive into Parley", ["get_files_id", "files_upload"]),
        ("tracker.yaml payments.yaml", "List customers, create an issue", ["GetCustomers", "issues/create"]),
    ];

    [Fact]
    public async Task The_ranker_chooses_what_a_person_would_in_nine_of_ten_rows_without_choosing_much_else()
    {
        var missed = new List<string>();
        var chosen = 0;
        foreach (var (documents, requirement, expected) in Table)
        {
            var plan = await ConnectorGenerator.Create().PlanAsync(requirement, [.. documents.Split(' ').Select(Samples.Source)]);
            var ids = plan.Connectors.SelectMany(connector => connector.Definition.Endpoints).Select(endpoint => endpoint.Id).ToList();
            chosen += ids.Count;
            if (expected.Except(ids).Any()) missed.Add($"{requirement}: {string.Join(", ", expected)} not all in {string.Join(", ", ids)}");
        }

        TestContext.Current.SendDiagnosticMessage($"{Table.Length - missed.Count} of {Table.Length}; {chosen} chosen for {Table.Sum(row => row.Expected.Length)} expected. {string.Join(" | ", missed)}");
        Assert.True(missed.Count <= Table.Length / 10, string.Join('\n', missed));
        Assert.True(chosen <= 3 * Table.Sum(row => row.Expected.Length), $"{chosen} endpoints were chosen.");
    }

    [Fact]
    public async Task The_same_question_has_the_same_answer()
    {
        var plans = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ConnectorGenerator.Create().PlanAsync("List issues and create comments", [Samples.Source("tracker.yaml")])));

        Assert.Equal(plans[0], plans[1]);
        Assert.Equal(plans[0], plans[2]);
    }
}
