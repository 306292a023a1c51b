namespace Versori.Connectors.Generation.Tests;

public sealed class WebhookImportTests
{
    private const string OnlyWebhooks = """
        openapi: 3.1.0
        info: { title: Parcel Events, version: '1' }
        components:
          securitySchemes: { key: { type: apiKey, in: header, name: X-Token } }
        webhooks:
          parcelDelivered:
            post:
              summary: A parcel was delivered
              parameters:
                - { name: webhook-id, in: header, schema: { type: string } }
                - { name: webhook-timestamp, in: header, schema: { type: string } }
                - { name: webhook-signature, in: header, schema: { type: string } }
              responses: {}
          parcelLost:
            post: { summary: A parcel was lost, security: [{ key: [] }], responses: {} }
          labelPrinted:
            post:
              parameters: [{ name: X-Parcel-Event, in: header, schema: { type: string } }]
              responses: {}
        """;

    [Fact]
    public async Task A_document_with_webhooks_only_is_a_connector()
    {
        var import = await Samples.Import(OnlyWebhooks);

        Assert.Empty(import.Definition.Endpoints);
        Assert.Equal(
            ["parcelDelivered", "parcelLost", "labelPrinted"],
            import.Definition.Webhooks.Select(webhook => webhook.Id));
        Assert.Equal("A parcel was delivered", import.Definition.Webhooks[0].Title);
        Assert.IsType<StandardWebhooksScheme>(import.Definition.Webhooks[0].Scheme);
        Assert.Equal(
            new ApiKeyWebhookScheme { Key = WebhookValue.Header("X-Token") }, import.Definition.Webhooks[1].Scheme);
        Assert.Equal(WebhookValue.Header("X-Parcel-Event"), import.Definition.Webhooks[2].EventName);
    }

    [Fact]
    public async Task A_webhook_whose_verification_is_not_stated_is_a_warning()
    {
        var import = await Samples.Import(OnlyWebhooks);

        Assert.IsType<NoWebhookScheme>(import.Definition.Webhooks[2].Scheme);
        Assert.Equal(
            ["/webhooks/labelPrinted/post"],
            import.Warnings
                .Where(warning => warning.Message.Contains("verified", StringComparison.Ordinal))
                .Select(warning => warning.Location));
    }

    [Fact]
    public async Task Callbacks_become_webhooks_once_each()
    {
        var import = await Samples.Import("""
            openapi: 3.0.3
            info: { title: Jobs, version: '1' }
            servers: [{ url: 'https://jobs.example' }]
            components:
              callbacks:
                finished: { '{$request.body#/url}': { post: { summary: The job has finished, responses: {} } } }
            paths:
              /a: { post: { operationId: a, callbacks: { done: { $ref: '#/components/callbacks/finished' } }, responses: {} } }
              /b: { post: { operationId: b, callbacks: { done: { $ref: '#/components/callbacks/finished' } }, responses: {} } }
            """);

        Assert.Equal("done", Assert.Single(import.Definition.Webhooks).Id);
        Assert.Equal(2, import.Definition.Endpoints.Count);
    }

    [Fact]
    public async Task A_plan_keeps_the_webhooks_that_the_requirements_are_about()
    {
        var plan = await ConnectorGenerator.Create().PlanAsync(
            "When a parcel is lost, tell the customer.",
            [ConnectorSource.OpenApi(OnlyWebhooks)],
            TestContext.Current.CancellationToken);

        var kept = Assert.Single(plan.Connectors).Definition.Webhooks;
        Assert.Equal("parcelLost", Assert.Single(kept).Id);
    }
}
