using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>
/// The files of every format are still read as the same objects. Files are written once and never changed. A new
/// setting, or a new value of an enumeration, needs a new fixture with a file in the folder of the current format. Set
/// <c>VERSORI_WRITE_FIXTURES</c> to a folder to write the objects of all fixtures there as the current release does.
/// </summary>
public sealed class FormatFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Catalog", "Formats");

    private static readonly Dictionary<string, FormatFixture> Fixtures = new[]
    {
        FormatFixture.Of("none", MethodSamples.None()),
        FormatFixture.Of("apiKey", MethodSamples.ApiKey()),
        FormatFixture.Of("basic", MethodSamples.Basic()),
        FormatFixture.Of("digest", MethodSamples.Digest()),
        FormatFixture.Of("bearer", MethodSamples.Bearer()),
        FormatFixture.Of("oauth2", OAuth2Samples.OAuth2()),
        FormatFixture.Of("sessionToken", SessionSamples.SessionToken()),
        FormatFixture.Of("custom", MethodSamples.Custom()),
        FormatFixture.Of("selfSignedJwt", MethodSamples.SelfSignedJwt()),
        FormatFixture.Of("hmacSignature", MethodSamples.HmacSignature()),
        FormatFixture.Of("httpMessageSignature", MethodSamples.HttpMessageSignature()),
        FormatFixture.Of("awsSignatureV4", MethodSamples.AwsSignatureV4()),
        FormatFixture.Of("oauth1", MethodSamples.OAuth1()),
        FormatFixture.Of("wsse", MethodSamples.Wsse()),
        FormatFixture.Of("clientCertificate", MethodSamples.ClientCertificate()),
        new FormatFixture("parameters").With("definition", ParameterSamples.Definition()),
        new FormatFixture("calls")
            .With("definition", CallSamples.Definition())
            .With("template", StoredSamples.Template(default) with { SkipsArgumentChecks = true }),
        new FormatFixture("paging").With("definition", PagingSamples.Definition()),
        RefreshSamples.Fixture(),
        LimitSamples.Fixture(),
        PlanAndDiscoverySamples.Fixture(),
        PlanQuestionSamples.Fixture(),
        PlanQuestionSamples.Ticks(),
        PlanQuestionSamples.Decisions(),
        PlanModelSamples.Fixture(),
        FormatFixture.Of("signingSettings", SigningSettingSamples.Methods()),
        new FormatFixture("webhookSettings").With("definition", SigningSettingSamples.Webhooks()),
        Everything(),
        ServerAccess(),
        Account(),
        Upgraded(),
        new FormatFixture("devicePolling").With(
            "pendingSignIn",
            StoredSamples.PendingSignIn([.. MethodSamples.Bearer()]) with
            {
                NextPollAt = DateTimeOffset.Parse("2026-03-01T12:30:15Z"),
                Revision = 3,
            }),
    }.ToDictionary(fixture => fixture.Name, StringComparer.Ordinal);

    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            files.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileNameWithoutExtension(file));
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_read_as_the_object_that_was_written(string format, string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, format, $"{name}.json"));
        using var file = JsonDocument.Parse(text);

        foreach (var (member, expected) in Fixtures[name].Members)
        {
            var read = FormatFixture.Read(file.RootElement.GetProperty(member), expected.GetType());

            Assert.True(
                FormatFixture.InCurrentFormat(expected).Equals(FormatFixture.InCurrentFormat(read)),
                $"{format}/{name}.json, {member}: {Environment.NewLine}{Difference(expected, read)}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_object_read_from_a_file_is_unchanged_after_it_is_written_again(string format, string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, format, $"{name}.json")));

        foreach (var (member, expected) in Fixtures[name].Members)
        {
            var read = FormatFixture.Read(file.RootElement.GetProperty(member), expected.GetType());
            var written = JsonSerializer.SerializeToElement(
                FormatFixture.InCurrentFormat(read), expected.GetType(), ConnectorJson.Options);

            Assert.Equal(FormatFixture.InCurrentFormat(expected), FormatFixture.Read(written, expected.GetType()));
        }
    }

    [Fact]
    public void The_current_format_has_a_file_for_every_fixture()
    {
        if (Environment.GetEnvironmentVariable("VERSORI_WRITE_FIXTURES") is { Length: > 0 } target) WriteAll(target);

        var current = Path.Combine(Folder, $"format-{ConnectorDefinition.CurrentFormatVersion}");
        var files = Directory.GetFiles(current).Select(file => Path.GetFileNameWithoutExtension(file)!);

        Assert.Equal(Fixtures.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_auth_method_has_a_fixture_of_its_type()
    {
        foreach (var derived in typeof(AuthMethod).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var methods = (
                (ConnectorDefinition)Fixtures[(string)derived.TypeDiscriminator!].Members[0].Value).AuthMethods;

            Assert.All(methods, method => Assert.Equal(derived.DerivedType, method.GetType()));
        }
    }

    [Fact]
    public void The_fixtures_cover_every_property_and_every_enumeration_value()
    {
        var seen = new SeenValues();
        foreach (var (_, value) in Fixtures.Values.SelectMany(fixture => fixture.Members)) seen.Visit(value);
        seen.Expect(
            [.. typeof(AuthMethod).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(item => item.DerivedType)]);
        seen.Expect(
            [
                .. typeof(WebhookScheme)
                    .GetCustomAttributes<JsonDerivedTypeAttribute>().Select(item => item.DerivedType),
            ]);
        seen.Expect(
            [
                .. typeof(WebhookChallenge)
                    .GetCustomAttributes<JsonDerivedTypeAttribute>().Select(item => item.DerivedType),
            ]);

        Assert.Empty(seen.Missing());
    }

    // Properties that documents of format 1 do not have.
    private static FormatFixture ServerAccess() => new FormatFixture("serverAccess")
        .With("definition", StoredSamples.Definition("Shop") with
        {
            SendHeadersWithTokenRequests = true,
            CertificateAuthorities = "{ca}",
            TrustSystemAuthorities = true,
        })
        .With("connection", StoredSamples.ConnectionWithServerAccess());

    private static FormatFixture Everything()
    {
        var fixture = new FormatFixture("stored")
            .With("definition", StoredSamples.Definition("Shop"))
            .With("connector", StoredSamples.Connector())
            .With("binding", StoredSamples.Binding())
            .With("plan", StoredSamples.Plan());
        foreach (var (number, value) in EnumValues.First<TemplateSharing>(2).Index())
        {
            fixture.With($"template{number}", StoredSamples.Template(value));
        }

        foreach (var (number, value) in EnumValues.First<ConnectionStatus>(2).Index())
        {
            fixture.With($"status{number}", StoredSamples.Connection([]) with { Status = value });
        }

        foreach (var (number, value) in EnumValues.First<ConnectionCheckOutcome>(4).Index())
        {
            var check = new ConnectionCheck(value, DateTimeOffset.UnixEpoch, "me", 200);
            fixture.With($"check{number}", StoredSamples.Connection([]) with { Check = check });
        }

        return fixture;
    }

    // The account of a connection.
    private static FormatFixture Account()
    {
        var connection = StoredSamples.Connection([]);
        return new FormatFixture("account")
            .With("definition", StoredSamples.Definition("Shop") with { AccountLabel = "{site} of {store}" })
            .With("connection", connection with { Snapshot = connection.Snapshot with { Account = "ada of a" } })
            .With(
                "pendingSignIn",
                StoredSamples.PendingSignIn(MethodSamples.Basic()) with { AllowOtherAccount = true });
    }

    // The versions before the upgrades of a connection.
    private static FormatFixture Upgraded()
    {
        var connection = StoredSamples.Connection([]);
        return new FormatFixture("upgraded").With(
            "connection", connection with { Snapshot = connection.Snapshot with { FormerVersions = [2, 5] } });
    }

    private static void WriteAll(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var fixture in Fixtures.Values)
        {
            File.WriteAllText(Path.Combine(target, $"{fixture.Name}.json"), fixture.Write());
        }
    }

    private static string Difference(object expected, object read)
    {
        var before = JsonSerializer.SerializeToNode(expected, expected.GetType(), ConnectorJson.Options)!;
        var after = JsonSerializer.SerializeToNode(read, read.GetType(), ConnectorJson.Options)!;
        return string.Join(Environment.NewLine, Differences("", before, after).Take(10));
    }

    private static IEnumerable<string> Differences(string path, JsonNode? before, JsonNode? after) =>
        (before, after) switch
        {
            (JsonObject old, JsonObject now) => old.Select(member => member.Key).Union(now.Select(member => member.Key))
                .SelectMany(key => Differences($"{path}/{key}", old[key], now[key])),
            (JsonArray old, JsonArray now) when old.Count == now.Count =>
                old.Zip(now).SelectMany((pair, number) => Differences($"{path}/{number}", pair.First, pair.Second)),
            _ => JsonNode.DeepEquals(before, after)
                ? []
                : [$"{path}: {before?.ToJsonString()} became {after?.ToJsonString()}"],
        };
}
