using System.Globalization;
using System.Net.Http.Headers;
using Versori.Connectors.Authentication.AwsSignatureV4;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsRoles;

/// <summary>Obtains the temporary credentials of a role (AWS STS API Reference, "AssumeRole").</summary>
internal sealed class AwsRoleSource(
    AwsSignatureV4Auth method, AwsAssumedRole role, OAuth2Http http, TimeProvider time) : ITokenSource
{
    private const string Endpoint = "STS endpoint";

    private readonly ExpressionContext _context = new(time);

    public TimeSpan? RefreshMargin => null;

    // The access key is kept with the connection, so the role can be assumed again at any time.
    public bool CanRequestToken(ExpressionValues values, Token? current) => true;

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var values = request.Values;
        var region = Fill(role.Region ?? method.Region, values);
        var url = role.Url is { } custom
            ? UrlExpression.Parse(custom).Evaluate(values)
            : new Uri($"https://sts.{region}.amazonaws.com/");
        using var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(Parameters(values)),
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/xml"));
        var signing = new AwsSignatureV4Auth { Region = region, Service = "sts" };
        await AwsSignatureV4AuthHandler.Create(signing, AwsCredentials.Own(values), values, _context)
            .ApplyAsync(message, cancellationToken)
            .ConfigureAwait(false);
        var response = await http.SendAsync(message, Endpoint, method.Id, request.Transport, cancellationToken)
            .ConfigureAwait(false);
        return AwsRoleResponse.Read(response, method.Id);
    }

    private IEnumerable<KeyValuePair<string, string>> Parameters(ExpressionValues values)
    {
        yield return new("Action", "AssumeRole");
        yield return new("Version", "2011-06-15");
        yield return new("RoleArn", Fill(role.RoleArn, values));
        yield return new("RoleSessionName", Fill(role.SessionName, values));
        if (role.Duration is { } duration)
        {
            yield return new("DurationSeconds", ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        var externalId = role.ExternalId is { } expression ? Fill(expression, values) : "";
        if (externalId.Length > 0) yield return new("ExternalId", externalId);
    }

    private static string Fill(string expression, ExpressionValues values) =>
        TextExpression.Parse(expression).Evaluate(values, ValuePosition.Raw);
}
