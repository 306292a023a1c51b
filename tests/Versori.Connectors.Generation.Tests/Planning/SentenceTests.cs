namespace Versori.Connectors.Generation.Tests;

/// <summary>How requirements are written: lists, headings, statements, stories, and what must stay as it is.</summary>
public sealed class SentenceTests
{
    private const string Shop =
        """
        # Shopline | https://api.shopline.example | Orders, refunds and files of a shop
        GET /orders listOrders "List orders"
        POST /orders createOrder "Create an order" {customer,note}
        PUT /orders/{order_id} updateOrder "Update an order" {note}
        DELETE /orders/{order_id} cancelOrder "Cancel an order"
        POST /orders/{order_id}/approve approveOrder "Approve an order"
        POST /orders/{order_id}/pause pauseOrder "Pause an order"
        GET /refunds listRefunds "List refunds"
        POST /refunds createRefund "Refund a payment" {payment}
        GET /payouts listPayouts "List payouts"
        POST /payouts createPayout "Create a payout" {amount}
        GET /transfers listTransfers "List transfers"
        POST /transfers createTransfer "Create a transfer" {amount}
        GET /customers listCustomers "List customers"
        POST /customers createCustomer "Create a customer" {name}
        PUT /customers/{customer_id} updateCustomer "Update a customer" {name}
        GET /issues listIssues "List issues"
        POST /issues createIssue "Create an issue" {title}
        GET /reports listReports "List reports"
        GET /snapshots listSnapshots "List snapshots"
        POST /snapshots createSnapshot "Create a snapshot" {name}
        GET /messages listMessages "List messages"
        POST /messages sendMessage "Send a message" {text}
        GET /databases listDatabases "List databases"
        POST /databases/{database_id}/replicas createReplica "Create a read replica" {name}
        """;

    [Theory]
    [InlineData("Put every order, refund, transfer and payout of last month into one sheet.",
        "listOrders,listRefunds,listTransfers,listPayouts")]
    [InlineData("Copy all orders, refunds and payouts of our shops into the data warehouse.",
        "listOrders,listRefunds,listPayouts")]
    [InlineData("Show orders and refunds per customer.", "listOrders,listRefunds")]
    [InlineData("Report of orders and of the refunds given in the same week.", "listOrders,listRefunds")]
    [InlineData("I need three lists: cancelled orders, refund requests, transfers we approved.",
        "listOrders,listRefunds,listTransfers")]
    [InlineData("Weekly report:\n- refunds of the week\n- new customers", "listRefunds,listCustomers")]
    [InlineData("Copy our orders every night, together with the customers who placed them, to our warehouse.",
        "listOrders,listCustomers")]
    [InlineData("Show the orders of the week and which old snapshots we still pay for.", "listOrders,listSnapshots")]
    [InlineData(
        "(1) Which orders were approved, (2) which customers can still be updated?", "listOrders,listCustomers")]
    public async Task Each_thing_of_a_list_is_read(string requirement, string endpoints)
    {
        var chosen = await Chosen(requirement);

        foreach (var endpoint in endpoints.Split(',')) Assert.Contains(endpoint, chosen.All);
        Assert.Empty(chosen.Writes);
    }

    [Theory]
    [InlineData("Nothing gets approved from here, only show the orders.")]
    [InlineData("Nothing may be cancelled. List the orders.")]
    [InlineData("List the orders. Hands off the customers.")]
    [InlineData("The orders themselves and the customers must remain untouched. Show the refunds.")]
    [InlineData("Leave our own customers as they are and list the orders.")]
    [InlineData("Show me whether the order was approved or paused.")]
    [InlineData("Show what was ordered, and did the refund succeed or get cancelled.")]
    [InlineData("A customer cancels the order, and we want to see the refund.")]
    [InlineData("List the orders, so a clerk can cancel them.")]
    [InlineData("Creating new orders stays on the phone. List the orders.")]
    [InlineData("Compare what we spend on orders and refund this month with last month.")]
    [InlineData("Combine the orders and refunds in one view.")]
    [InlineData("Take them out of the old order.")]
    [InlineData("Show the page where a customer can create orders.")]
    public async Task What_orders_nothing_writes_nothing(string requirement) =>
        Assert.Empty((await Chosen(requirement)).Writes);

    [Theory]
    [InlineData("Change or cancel the order.", "updateOrder,cancelOrder")]
    [InlineData("Pause, approve or cancel an order.", "pauseOrder,approveOrder,cancelOrder")]
    [InlineData("Turn the messages of shop.example.com into issues.", "createIssue")]
    [InlineData("Each message in the inbox should become an issue.", "createIssue")]
    [InlineData("Each new customer gets an order.", "createOrder")]
    [InlineData("Messages that came by mail become issues.", "createIssue")]
    [InlineData("For every new customer create an order.", "createOrder")]
    [InlineData("As a clerk I want to create an order so that the customer is served.", "createOrder")]
    [InlineData("Payment failed => cancel the order.", "cancelOrder")]
    [InlineData("Take a snapshot every night.", "createSnapshot")]
    [InlineData("Add a read replica to the production database.", "createReplica")]
    [InlineData("Create these in the shop:\n- a customer\n- an order", "createCustomer,createOrder")]
    public async Task What_is_ordered_in_other_forms_is_written(string requirement, string endpoints)
    {
        var chosen = await Chosen(requirement);

        Assert.Equal(endpoints.Split(',').Order(StringComparer.Ordinal), chosen.Writes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_system_that_is_not_named_is_known_by_its_things()
    {
        const string Store =
            """
            # Boxwood | https://api.boxwood.example | Folders and files
            GET /folders listFolders "List folders"
            POST /files uploadFile "Upload a file" {name}
            """;
        var plan = await ConnectorGenerator.Create().PlanAsync(
            "The refunds of each week should lie in a Boxwood folder.",
            [Samples.Compact(Shop, "shopline"), Samples.Compact(Store, "boxwood")]);

        Assert.Contains("listRefunds", plan.Connectors[0].Endpoints);
    }

    private static async Task<(IReadOnlyList<string> All, IReadOnlyList<string> Writes)> Chosen(string requirement)
    {
        var plan = await ConnectorGenerator.Create().PlanAsync(requirement, [Samples.Compact(Shop, "shopline")]);
        var choices = plan.Connectors.Single().Choices;
        return (
            [.. choices.Select(choice => choice.EndpointId)],
            [.. choices.Where(choice => choice.RequiresConfirmation).Select(choice => choice.EndpointId)]);
    }
}
