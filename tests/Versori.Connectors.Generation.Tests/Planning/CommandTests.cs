namespace Versori.Connectors.Generation.Tests;

/// <summary>Only a command writes, and only to what its object names.</summary>
public sealed class CommandTests
{
    private const string Shop =
        """
        # Shopline | https://api.shopline.example | Orders, parcels and files of a shop
        GET /orders listOrders "List orders"
        POST /orders createOrder "Create an order" {customer,note}
        DELETE /orders/{order_id} cancelOrder "Cancel an order"
        POST /orders/{order_id}/approve approveOrder "Approve an order"
        POST /orders/{order_id}/tags tagOrder "Tag an order" {name}
        GET /customers listCustomers "List customers"
        POST /customers createCustomer "Create a customer" {name}
        PUT /reviews/{review_id} updateReview "Update a review" {text}
        GET /reviews listReviews "List reviews"
        GET /rooms listRooms "List rooms"
        POST /rooms createRoom "Create a room" {name}
        GET /links listLinks "List links"
        POST /links createLink "Create a link" {file_id}
        GET /files listFiles "List files"
        POST /files/copy files_copy "Copy a file" {path}
        POST /files/restore files_restore "Restore a file" {path}
        GET /messages listMessages "List messages"
        POST /messages sendMessage "Send a message" {text}
        POST /calls createCall "Log a call" {text}
        POST /reminders createReminder "Create a reminder" {text}
        GET /reminders listReminders "List reminders"
        POST /notes createNote "Create a note" {text}
        GET /notes listNotes "List notes"
        POST /merge_requests createMergeRequest "Create a merge request" {title}
        """;

    [Theory]
    [InlineData("Write-offs and credit notes of the year.")]
    [InlineData("Reminders set by the team.")]
    [InlineData("Orders to be cancelled: list them.")]
    [InlineData("A list of orders, cancels included.")]
    [InlineData("Invites that were sent, and the orders they led to.")]
    [InlineData("Shared links anyone can open.")]
    [InlineData("Let me read the messages of today.")]
    [InlineData("Warn me when an order is late.")]
    [InlineData("Keep me informed about new messages.")]
    [InlineData("Put together what each customer ordered.")]
    [InlineData("Create nothing yet, only show the orders.")]
    [InlineData("Merge the order numbers of both shops in one chart.")]
    [InlineData("Keep a record of how fast orders are sent.")]
    [InlineData("Add up the orders of a customer.")]
    [InlineData("Tag cloud of the orders of this year.")]
    [InlineData("Restore points of a file.")]
    [InlineData("Review the orders of last week.")]
    [InlineData("Copy yesterday's messages to a spreadsheet.")]
    [InlineData("Play counts of the orders that I tag.")]
    [InlineData("Let our auditors read the orders and the calls of a customer.")]
    [InlineData("Never create orders, customers or links.")]
    [InlineData("Mark my words: orders of rooms are growing.")]
    public async Task What_only_looks_like_a_command_writes_nothing(string requirement)
    {
        var connector = await Plan(requirement);

        Assert.DoesNotContain(connector.Choices, choice => choice.RequiresConfirmation);
        Assert.NotEmpty(connector.Choices);
    }

    [Theory]
    [InlineData("Tag orders of new customers.", "tagOrder")]
    [InlineData("Give the customer a link to the file.", "createLink")]
    [InlineData("Approve the order of a customer.", "approveOrder")]
    [InlineData("Copy the file of an order.", "files_copy")]
    [InlineData("Notify the customer when an order is late.", "sendMessage")]
    [InlineData("Log a call with the customer.", "createCall")]
    [InlineData("Cancel the order.", "cancelOrder")]
    public async Task A_command_writes_what_its_object_names(string requirement, string endpoint)
    {
        var connector = await Plan(requirement);

        Assert.Equal(
            [endpoint],
            connector.Choices.Where(choice => choice.RequiresConfirmation).Select(choice => choice.EndpointId));
    }

    [Theory]
    [InlineData("Close a room that nobody uses.", "createRoom")]
    [InlineData("Send a customer a call.", "createCall")]
    [InlineData("Send a customer a link.", "createCustomer")]
    [InlineData("Request two days off.", "createMergeRequest")]
    [InlineData("Get the money back.", "files_restore")]
    [InlineData("Create the approved order.", "approveOrder")]
    [InlineData("Create no orders, but list the customers.", "createOrder")]
    public async Task A_write_of_another_kind_or_thing_is_not_chosen(string requirement, string endpoint)
    {
        var connector = await Plan(requirement);

        Assert.DoesNotContain(endpoint, connector.Endpoints);
    }

    [Fact]
    public async Task What_is_written_once_is_written_in_one_of_several_systems()
    {
        var plan = await ConnectorGenerator.Create().PlanAsync(
            "Create an order",
            [Samples.Compact(Shop, "first"), Samples.Compact(Shop.Replace("Shopline", "Warehouse"), "second")]);

        Assert.Single(
            plan.Connectors.SelectMany(connector => connector.Choices), choice => choice.EndpointId == "createOrder");
    }

    private static async Task<PlannedConnector> Plan(string requirement) =>
        (await ConnectorGenerator.Create().PlanAsync(requirement, [Samples.Compact(Shop, "shopline")]))
            .Connectors.Single();
}
