namespace Versori.Connectors.Generation.Tests;

/// <summary>Reading is the default. A plan writes only if the words of the requirement do.</summary>
public sealed class PlanSafetyTests
{
    [Theory]
    [InlineData("payments.yaml", "What did customers buy last month?")]
    [InlineData("payments.yaml", "Which customers have unpaid invoices")]
    [InlineData("payments.yaml", "Report the invoices of each customer.")]
    [InlineData("payments.yaml", "Pull all refunds into our warehouse every night")]
    [InlineData("payments.yaml", "Can a customer be deleted?")]
    [InlineData("payments.yaml", "Frobnicate the customers")]
    [InlineData("chat.json", "Collect the messages of a channel, and do not post any messages.")]
    [InlineData("chat.json", "Read the history of a channel without deleting messages")]
    [InlineData("chat.json", "List channels; never upload a file")]
    [InlineData("chat.json", "List channels; under no circumstances upload a file")]
    [InlineData("chat.json", "List channels and refrain from uploading files")]
    [InlineData("tracker.yaml", "Who created the issues of a repository?")]
    [InlineData("tracker.yaml", "Summarize the comments of an issue")]
    [InlineData("drive.yaml", "Check which files were deleted")]
    [InlineData("drive.yaml", "Deleted files of the past month, as a report")]
    [InlineData("payments.yaml", "Get the customers that were deleted")]
    [InlineData("payments.yaml", "Customers that are deleted")]
    [InlineData("tracker.yaml", "Newly created issues of a repository")]
    [InlineData("tracker.yaml", "Let us see who can create issues")]
    [InlineData("tracker.yaml", "Make an overview of the open issues")]
    [InlineData("tracker.yaml", "Comment count per issue")]
    [InlineData("tracker.yaml", "A list of deletes and comments of an issue")]
    [InlineData("payments.yaml", "Order customers by the amount they spent")]
    [InlineData("payments.yaml", "Create a report of the customers")]
    [InlineData("payments.yaml", "Send the list of customers to our data lake")]
    [InlineData("payments.yaml", "Keep our warehouse in step with the invoices and customers")]
    [InlineData("payments.yaml", "Log each invoice in our time-series database")]
    public async Task A_read_only_requirement_chooses_no_writing_endpoint(string document, string requirement)
    {
        var connector = (await Plan(requirement, document)).Connectors.Single();

        Assert.DoesNotContain(connector.Choices, choice => choice.RequiresConfirmation);
    }

    [Theory]
    [InlineData("payments.yaml", "Create an invoice for a customer")]
    [InlineData("payments.yaml", "Could you please remove a customer?")]
    [InlineData("chat.json", "Upload a file to a channel")]
    public async Task Every_write_is_marked_for_confirmation(string document, string requirement)
    {
        var connector = (await Plan(requirement, document)).Connectors.Single();

        Assert.Contains(connector.Choices, choice => choice.RequiresConfirmation);
        Assert.All(
            connector.Choices.Where(choice => choice.Method is not "GET"),
            choice => Assert.True(choice.RequiresConfirmation || choice.Method == "POST"));
    }

    [Fact]
    public async Task A_deleting_endpoint_is_chosen_only_if_the_requirement_deletes()
    {
        var change = (await Plan("Update the customers", "payments.yaml")).Connectors.Single();
        var removal = (await Plan("Delete a customer", "payments.yaml")).Connectors.Single();

        Assert.DoesNotContain(change.Choices, choice => choice.Method == "DELETE");
        Assert.Contains(removal.Choices, choice => choice.Method == "DELETE");
    }

    [Fact]
    public async Task A_plan_suggests_further_endpoints_with_reasons_in_addition_to_the_chosen_ones()
    {
        var connector = (await Plan("Show the comments of an issue", "tracker.yaml")).Connectors.Single();

        Assert.NotEmpty(connector.Choices);
        Assert.Equal(connector.Endpoints, connector.Choices.Select(choice => choice.EndpointId));
        Assert.All(connector.Choices.Concat(connector.Suggestions), item => Assert.NotEqual("", item.Reason));
        Assert.Empty(connector.Suggestions.Select(item => item.EndpointId).Intersect(connector.Endpoints));
        Assert.Contains(
            connector.Suggestions,
            item => item.EndpointId == "issues/list-for-repo"
                && item.Reason.Contains("that 'issues/list-comments' needs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_condition_without_a_comma_ends_where_the_command_begins()
    {
        var plan = await Plan("When an issue is closed create an invoice", "tracker.yaml", "payments.yaml");

        var chosen = plan.Connectors.SelectMany(connector => connector.Endpoints).ToList();
        Assert.Contains("issues/list-for-repo", chosen);
        Assert.Contains("PostInvoices", chosen);
        Assert.DoesNotContain("issues/create", chosen);
    }

    [Fact]
    public async Task A_plan_is_not_empty_if_a_source_has_a_relevant_endpoint()
    {
        var connector = (await Plan("Anything regarding refunds", "payments.yaml")).Connectors.Single();

        Assert.NotEmpty(connector.Endpoints);
        Assert.DoesNotContain(connector.Choices, choice => choice.RequiresConfirmation);
    }

    private static Task<IntegrationPlan> Plan(string requirement, params string[] documents) =>
        ConnectorGenerator.Create().PlanAsync(requirement, [.. documents.Select(Samples.Source)]);
}
