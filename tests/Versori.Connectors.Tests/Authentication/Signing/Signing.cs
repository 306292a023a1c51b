using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Tests.Authentication;

/// <summary>Prepares a method as the engine does, without an engine.</summary>
internal static class Signing
{
    /// <summary>Applies a method's authenticators to a request.</summary>
    public static async Task<HttpRequestMessage> SignAsync(
        AuthMethod method, HttpRequestMessage request, DateTimeOffset now, params (string Name, string Value)[] fields)
    {
        foreach (var authenticator in Prepare(method, now, fields))
            await authenticator.ApplyAsync(request, TestContext.Current.CancellationToken);
        return request;
    }

    public static RequestAuthenticator[] Prepare(
        AuthMethod method, DateTimeOffset now, params (string Name, string Value)[] fields)
    {
        using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(now))
                .AddVersoriConnectors().Services.BuildServiceProvider();
        var values = new ExpressionValues();
        foreach (var (name, value) in fields) values.SetSecret(name, new Secret(value));
        return [.. services.GetRequiredService<AuthMethodHandlers>().For(method).Prepare(method, values)];
    }

    public static string Header(this HttpRequestMessage request, string name) =>
        request.Headers.NonValidated[name].ToString();

    public static ConnectorError Error(ConnectorException exception) => Assert.Single(exception.Errors);
}
