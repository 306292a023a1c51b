using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Http;

namespace Versori.Connectors.Tests.Invocation.Testing;

/// <summary>Tests of endpoints against a server on loopback.</summary>
public sealed class EndpointTesterTests : HttpTest
{
    private static readonly TemplateId Template = new("shop", "system");

    private static readonly JsonSchema Customer = JsonSchema.Parse(
        """{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"name":{"type":"string"}}}""");

    private static readonly JsonSchema Customers = JsonSchema.Parse(
        """{"type":"object","properties":{"data":{"type":"array","items":{"$ref":"#/schemas/Customer"}}}}""");

    private IEndpointTester Tester => Engine.Services.GetRequiredService<IEndpointTester>();

    [Fact]
    public async Task An_id_is_taken_from_the_list_that_returns_it()
    {
        await ConnectAsync(Get("list", "/customers", Customers), Get("read", "/customers/{customer_id}", Customer));
        External.Respond("GET", "/customers", """{"data":[{"id":7},{"id":8}]}""");
        External.Respond("GET", "/customers/7", """{"id":7,"name":"Ada"}""");

        var result = await Tester.TestAsync(Template, "read");

        Assert.Equal((EndpointTestOutcome.Works, 200), (result.Outcome, result.StatusCode));
        Assert.Equal(ExampleOrigin.Response, result.Origins["customer_id"]);
        Assert.Equal("list", result.Sources["customer_id"]);
        Assert.Contains(EndpointFact.ResponseSchema, result.Verified);
        Assert.Contains(EndpointFact.Credential, result.Verified);
    }

    [Fact]
    public async Task A_list_in_pages_is_tested_with_its_first_page()
    {
        var integer = JsonSchema.Parse("""{"type":"integer"}""");
        var paging = new EndpointPaging
        {
            Found = "page",
            Goes = "query:page",
            Items = "/data",
            Start = "7",
            Arguments = new Dictionary<string, string> { ["paged"] = "true" },
        };
        await ConnectAsync(Get("list", "/customers", Customers) with
        {
            Paging = paging,
            Parameters =
            [
                new() { Name = "page", In = ParameterLocation.Query, Required = true, Schema = integer },
                new() { Name = "paged", In = ParameterLocation.Query },
            ],
        });
        External.Respond("GET", "/customers", """{"data":[{"id":7}]}""");

        var result = await Tester.TestAsync(Template, "list");

        Assert.EndsWith("/customers?page=7&paged=true", result.Request!.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_of_several_levels_belong_together()
    {
        await ConnectAsync(
            Get("orders.read", "/customers/{id}/orders/{order}"),
            Get("orders", "/customers/{customerId}/orders"),
            Get("customers", "/customers"));
        External.Respond("GET", "/customers", """[{"id":"c1"}]""");
        External.Respond("GET", "/customers/c1/orders", """{"items":[{"id":"o1","number":5}]}""");
        External.Respond("GET", "/customers/c1/orders/o1", "{}");

        var result = await Tester.TestAsync(Template, "orders.read");

        Assert.Equal(EndpointTestOutcome.Works, result.Outcome);
        Assert.EndsWith("/customers/c1/orders/o1", result.Request!.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_is_taken_from_a_list_below_another_object()
    {
        await ConnectAsync(
            Get("insights", "/campaigns/{campaign_id}/insights"),
            Get("campaigns", "/accounts/{account_id}/campaigns"),
            Get("accounts", "/accounts"));
        External.Respond("GET", "/accounts", """[{"id":"a1"}]""");
        External.Respond("GET", "/accounts/a1/campaigns", """[{"id":"c1"}]""");
        External.Respond("GET", "/campaigns/c1/insights", "[]");

        var result = await Tester.TestAsync(Template, "insights");

        Assert.Equal((200, "campaigns"), (result.StatusCode, result.Sources["campaign_id"]));
    }

    [Fact]
    public async Task A_name_that_ends_with_list_names_what_is_listed()
    {
        await ConnectAsync(Get("events", "/calendars/{calendarId}/events"), Get("calendars", "/me/calendarList"));
        External.Respond("GET", "/me/calendarList", """{"items":[{"id":"work"}]}""");
        External.Respond("GET", "/calendars/work/events", "[]");

        var result = await Tester.TestAsync(Template, "events");

        Assert.Equal((200, "calendars"), (result.StatusCode, result.Sources["calendarId"]));
    }

    [Fact]
    public async Task A_list_that_has_the_name_of_a_parameter_returns_its_value()
    {
        await ConnectAsync(Get("next", "/next-holiday/{country}"), Get("countries", "/countries"));
        External.Respond("GET", "/countries", """[{"code":"NZ","label":"New Zealand"}]""");
        External.Respond("GET", "/next-holiday/NZ", "{}");

        var result = await Tester.TestAsync(Template, "next");

        Assert.Equal((200, "countries"), (result.StatusCode, result.Sources["country"]));
    }

    [Fact]
    public async Task Owner_and_name_come_from_one_item()
    {
        await ConnectAsync(Get("repos", "/user/repos"), Get("issues", "/repos/{owner}/{repo}/issues"));
        External.Respond("GET", "/user/repos", """[{"id":1,"name":"web","owner":{"login":"acme","id":3}}]""");
        External.Respond("GET", "/repos/acme/web/issues", "[]");

        var result = await Tester.TestAsync(Template, "issues");

        Assert.EndsWith("/repos/acme/web/issues", result.Request!.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_safe_methods_are_called()
    {
        await ConnectAsync(
            Get("list", "/customers", Customers),
            Get("logout", "/session/logout"),
            new() { Id = "create", Method = "POST", Path = "/customers" },
            new() { Id = "delete", Method = "DELETE", Path = "/customers/{id}" });
        External.Respond("GET", "/customers", """{"data":[{"id":7}]}""");

        var report = await Tester.TestAllAsync(Template);

        Assert.Equal(["works", "skipped", "skipped", "skipped"], report.Results.Select(One));
        Assert.All(report.Results.Skip(1), result => Assert.Equal(EndpointSkipReason.UnsafeMethod, result.SkipReason));
        Assert.Single(External.RecordedApiRequests);
    }

    [Fact]
    public async Task Only_objects_that_the_test_created_are_changed()
    {
        await ConnectAsync(
            Get("list", "/customers", Customers),
            new() { Id = "delete", Method = "DELETE", Path = "/customers/{id}" },
            new() { Id = "create", Method = "POST", Path = "/customers" },
            new() { Id = "cancel", Method = "POST", Path = "/orders/{id}/cancel" });
        External.Respond("GET", "/customers", """{"data":[{"id":7}]}""");
        External.Respond("POST", "/customers", """{"id":99}""", 201);
        External.Respond("DELETE", "/customers/99", "{}");

        var report = await Tester.TestAllAsync(Template, new() { IncludesUnsafeMethods = true });

        Assert.Equal(["works", "works", "works", "skipped"], report.Results.Select(One));
        Assert.EndsWith("/customers/99", report.Results[1].Request!.Url, StringComparison.Ordinal);
        Assert.Equal(EndpointSkipReason.NoValue, report.Results[3].SkipReason);
    }

    [Fact]
    public async Task A_response_that_differs_from_its_schema_is_drift_with_its_places()
    {
        await ConnectAsync(Get("list", "/customers", Customers));
        External.Respond("GET", "/customers", """{"data":[{"id":"a"},{"id":"b"},{"name":5}]}""");

        var result = await Tester.TestAsync(Template, "list");

        Assert.Equal(EndpointTestOutcome.Drifted, result.Outcome);
        Assert.Equal(
            [("/data/*/id", 2), ("/data/*/name", 1), ("/data/*/id", 1)],
            result.Drift.Select(drift => (drift.Location, drift.Count)));
        Assert.DoesNotContain(EndpointFact.ResponseSchema, result.Verified);
    }

    [Fact]
    public async Task A_page_in_place_of_json_is_drift()
    {
        await ConnectAsync(Get("list", "/customers", Customers));
        External.Respond("GET", "/customers", _ => ScriptedResponse.Html);

        var result = await Tester.TestAsync(Template, "list");

        Assert.Equal(EndpointTestOutcome.Drifted, result.Outcome);
        Assert.Contains("text/html", Assert.Single(result.Drift).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_no_list_returns_is_named_as_missing()
    {
        await ConnectAsync(Get("list", "/customers", Customers), Get("read", "/customers/{customer_id}", Customer));
        External.Respond("GET", "/customers", """{"data":[]}""");

        var result = await Tester.TestAsync(Template, "read");

        Assert.Equal((EndpointTestOutcome.Skipped, EndpointSkipReason.NoValue), (result.Outcome, result.SkipReason));
        Assert.Contains("customer_id", result.Message, StringComparison.Ordinal);
        Assert.Contains("list", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_values_take_precedence()
    {
        await ConnectAsync(Get("list", "/customers", Customers), Get("read", "/customers/{customer_id}", Customer));
        External.Respond("GET", "/customers/5", """{"id":5}""");

        var result = await Tester.TestAsync(
            Template, "read", new() { Values = new Dictionary<string, object?> { ["customer_id"] = 5 } });

        Assert.Equal(EndpointTestOutcome.Works, result.Outcome);
        Assert.Equal(ExampleOrigin.Given, result.Origins["customer_id"]);
        Assert.Single(External.RecordedApiRequests);
    }

    [Theory]
    [InlineData(403, EndpointTestOutcome.LacksAccess)]
    [InlineData(401, EndpointTestOutcome.Unauthorized)]
    [InlineData(429, EndpointTestOutcome.Inconclusive)]
    [InlineData(503, EndpointTestOutcome.Inconclusive)]
    [InlineData(500, EndpointTestOutcome.Failed)]
    [InlineData(404, EndpointTestOutcome.Failed)]
    public async Task A_failure_is_a_result(int status, EndpointTestOutcome expected)
    {
        await ConnectAsync(Get("list", "/customers", Customers));
        External.Respond("GET", "/customers", """{"error":"no"}""", status);

        var result = await Tester.TestAsync(Template, "list");

        Assert.Equal((expected, (int?)status), (result.Outcome, result.StatusCode));
        Assert.NotNull(result.Message);
    }

    [Fact]
    public async Task A_redirect_that_is_declared_works()
    {
        await ConnectAsync(Get("log", "/log") with { Responses = [new() { Status = "304" }] });
        External.Respond("GET", "/log", "", 304);

        var result = await Tester.TestAsync(Template, "log");

        Assert.Equal((EndpointTestOutcome.Works, null), (result.Outcome, result.Error));
    }

    [Fact]
    public async Task A_refusal_of_arguments_that_were_made_up_is_inconclusive()
    {
        await ConnectAsync(Get("search", "/search") with
        {
            Parameters = [Requests.Parameter(ParameterLocation.Query, "q", """{"type":"string"}""", required: true)],
        });
        External.Respond("GET", "/search", "{}", 422);

        var result = await Tester.TestAsync(Template, "search");

        Assert.Equal(EndpointTestOutcome.Inconclusive, result.Outcome);
    }

    [Fact]
    public async Task The_trace_and_the_table_have_no_secrets()
    {
        await ConnectAsync(Get("list", "/customers", Customers), Get("read", "/customers/{id}", Customer));
        External.Respond("GET", "/customers", """{"data":[{"id":7}]}""");
        External.Respond("GET", "/customers/7", """{"id":"7"}""");

        var report = await Tester.TestAllAsync(Template);

        Assert.Equal("[redacted]", report.Results[0].Request!.Headers["Authorization"][0]);
        var table = report.ToTable();
        Assert.DoesNotContain(Secret, table, StringComparison.Ordinal);
        Assert.Contains("drifted", table, StringComparison.Ordinal);
        Assert.Contains("    /id: ", table, StringComparison.Ordinal);
        Assert.Contains("id from list", table, StringComparison.Ordinal);
        Assert.Contains("2 endpoints, 1 works, 1 drifted", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scopes_that_a_connection_lacks_are_named_whether_or_not_an_endpoint_is_called()
    {
        External.TransformTokenResponse = response => response["scope"] = "read";
        AuthAlternative[] writing = [new() { Methods = ["oauth2"], Scopes = ["read", "write"] }];
        await Engine.PublishAsync(Engine.Definition(methods: Engine.ClientCredentials() with { Scopes = ["read"] }) with
        {
            Endpoints =
            [
                Get("admin", "/admin") with { AuthAlternatives = writing },
                new() { Id = "create", Method = "POST", Path = "/customers", AuthAlternatives = writing },
            ],
        });
        await Engine.Catalog.LinkAsync(new() { Id = Template, ConnectorId = ConnectorId.Parse("system") });
        await Engine.Connections.ConnectAsync(
            ConnectorId.Parse("system"),
            "acme",
            Credential.OAuth2ClientCredentials(External.ClientId, External.ClientSecret));
        External.Respond("GET", "/admin", "{}", 404);

        var report = await Tester.TestAllAsync(Template);

        Assert.Equal(["lacksaccess", "skipped"], report.Results.Select(One));
        Assert.All(report.Results, result => Assert.Equal(["write"], result.MissingScopes));
        Assert.Contains("missing scopes: write", report.ToTable(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_calls_is_limited()
    {
        await ConnectAsync(Get("a", "/a"), Get("b", "/b"));
        External.Respond("GET", "/a", "{}");

        var report = await Tester.TestAllAsync(Template, new() { MaximumCalls = 1 });

        Assert.Equal(EndpointSkipReason.TooManyCalls, report.Results[1].SkipReason);
    }

    [Fact]
    public async Task A_connection_is_tested_without_a_template()
    {
        var connection = await ConnectAsync(Get("a", "/a"));
        External.Respond("GET", "/a", "{}");

        var report = await Tester.TestAllAsync(connection.Id);

        Assert.Equal((connection.Id, null), (report.Connection, report.Template));
        Assert.Single(report.With(EndpointTestOutcome.Works));
    }

    [Fact]
    public async Task A_template_without_a_connection_is_an_error()
    {
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()));
        await Engine.Catalog.LinkAsync(new() { Id = Template, ConnectorId = ConnectorId.Parse("system") });

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Tester.TestAllAsync(Template));

        Assert.Equal(ConnectorErrorCode.NoConnection, exception.Error.Code);
    }

    [Fact]
    public async Task An_endpoint_that_the_template_does_not_have_is_an_error()
    {
        await ConnectAsync(Get("a", "/a"));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => Tester.TestAsync(Template, "b"));

        Assert.Equal(ConnectorErrorCode.UnknownEndpoint, exception.Error.Code);
    }

    private static string One(EndpointTestResult result) => result.Outcome.ToString().ToLowerInvariant();

    private static ConnectorEndpoint Get(string id, string path, JsonSchema? response = null) => new()
    {
        Id = id,
        Method = "GET",
        Path = path,
        Responses = response is null
            ? []
            : [new() { Status = "200", ContentType = "application/json", Schema = response }],
    };

    private static ConnectorEndpoint Declared(ConnectorEndpoint endpoint) => endpoint with
    {
        Parameters =
        [
            .. endpoint.Parameters,
            .. endpoint.Path.Split('{').Skip(1).Select(piece =>
                Requests.Parameter(ParameterLocation.Path, piece.Split('}')[0], "{}", required: true)),
        ],
    };

    private async Task<Connection> ConnectAsync(params ConnectorEndpoint[] endpoints)
    {
        External.AcceptBearer(Secret);
        await Engine.PublishAsync(Engine.Definition(methods: new BearerAuth()) with
        {
            Endpoints = [.. endpoints.Select(Declared)],
            Schemas = new Dictionary<string, JsonSchema> { ["Customer"] = Customer },
        });
        await Engine.Catalog.LinkAsync(new() { Id = Template, ConnectorId = ConnectorId.Parse("system") });
        return await Engine.Connections.ConnectAsync(new()
        {
            ConnectorId = ConnectorId.Parse("system"),
            Name = "acme",
            Credential = Credential.Bearer(Secret),
            CheckCredential = false,
        });
    }
}
