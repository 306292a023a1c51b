using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Versori.Connectors.Authentication;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// The metrics of the engine. Ids of connections and owners are tags of spans only. On metrics each of them would
/// create a series.
/// </summary>
internal sealed class EngineTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Versori.Connectors";

    private readonly Counter<long> _refreshes;
    private readonly Histogram<double> _tokenRequestDuration;
    private readonly Counter<long> _rejections;
    private readonly Counter<long> _retries;
    private readonly TimeProvider _time;

    public EngineTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(new MeterOptions(Name) { Version = Version });
        _refreshes = meter.CreateCounter<long>(
            "versori.connectors.refreshes", "{refresh}", "Token refreshes, by connector and outcome.");
        _tokenRequestDuration = meter.CreateHistogram<double>(
            "versori.connectors.token_request.duration",
            "s",
            "The duration of token requests, by connector, purpose and outcome.");
        _rejections = meter.CreateCounter<long>(
            "versori.connectors.rejections", "{response}", "Responses that rejected a token (401).");
        _retries = meter.CreateCounter<long>(
            "versori.connectors.retries", "{request}", "Requests that were sent again after a temporary failure.");
    }

    /// <summary>The version of the package, without the commit that it was built from.</summary>
    public static string Version { get; } =
        typeof(EngineTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>Sends a token request and measures it.</summary>
    public async Task<TokenResult> MeasureAsync(
        ConnectorId connector, TokenPurpose purpose, Func<Task<TokenResult>> request)
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            var result = await request().ConfigureAwait(false);
            Count(connector, purpose, OutcomeOf(result), result.Error, startedAt);
            return result;
        }
        catch (ConnectorException exception)
        {
            Count(connector, purpose, "failed", exception.Error, startedAt);
            throw;
        }
    }

    public void CountRejection(ConnectorId connector) =>
        _rejections.Add(1, new KeyValuePair<string, object?>("versori.connector.id", connector.Value));

    /// <summary>Counts a request that is sent again.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="response">The response that failed; <see langword="null"/> if there was none.</param>
    public void CountRetry(ConnectorId connector, HttpResponseMessage? response) => _retries.Add(
        1,
        new KeyValuePair<string, object?>("versori.connector.id", connector.Value),
        new KeyValuePair<string, object?>(
            "error.type", response is null ? "network" : $"{(int)response.StatusCode}"));

    private void Count(
        ConnectorId connector, TokenPurpose purpose, string outcome, ConnectorError? error, long startedAt)
    {
        var tags = new TagList { { "versori.connector.id", connector.Value }, { "versori.outcome", outcome } };
        if (error is not null) tags.Add("error.type", ErrorTypes.Of(error.Code));
        if (purpose == TokenPurpose.Refresh) _refreshes.Add(1, tags);
        tags.Add("versori.purpose", ErrorTypes.Word(purpose.ToString()));
        _tokenRequestDuration.Record(_time.GetElapsedTime(startedAt).TotalSeconds, tags);
    }

    // RFC 8628 §3.5: the person has not decided yet.
    private static string OutcomeOf(TokenResult result) => result switch
    {
        { IsSuccess: true } => "succeeded",
        { Error.Related: ["authorization_pending" or "slow_down", ..] } => "pending",
        { IsPermanent: true } => "refused",
        _ => "failed",
    };
}
