namespace Versori.Connectors.Tests.Authentication.EveryMethod;

public sealed class MethodTableTests
{
    [Fact]
    public async Task Every_auth_method_and_every_grant_is_in_the_table()
    {
        var (methods, grants) = (new HashSet<Type>(), new HashSet<OAuth2Grant>());
        foreach (var row in MethodFixtures.All())
        {
            await using var host = await MethodHost.StartAsync(MethodFixtures.Create(row.Data));
            foreach (var method in host.Fixture.Methods(host.System))
            {
                methods.Add(method.GetType());
                if (method is OAuth2Auth oauth2) grants.Add(oauth2.Grant);
            }
        }

        Assert.Empty(
            typeof(AuthMethod).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(AuthMethod))).Except(methods));
        Assert.Empty(Enum.GetValues<OAuth2Grant>().Except(grants));
    }
}
