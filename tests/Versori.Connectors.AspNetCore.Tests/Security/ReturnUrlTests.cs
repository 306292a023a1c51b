using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Tests.Security;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/settings?tab=1#x", true)]
    [InlineData("https://www.example.com/back", true)]
    [InlineData("HTTPS://WWW.EXAMPLE.COM/back", true)]
    [InlineData("https://www.example.com:443/", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("settings", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("\\\\evil.example", false)]
    [InlineData("https://evil.example/", false)]
    [InlineData("https://www.example.com.evil.example/", false)]
    [InlineData("https://www.example.com@evil.example/", false)]
    [InlineData("https://user@www.example.com/", false)]
    [InlineData("https://www.example.com:8443/", false)]
    [InlineData("http://www.example.com/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData(" https://evil.example", false)]
    public void Only_paths_of_the_host_and_allowed_origins_are_returned_to(string? url, bool isAllowed)
    {
        var options = new ConnectOptions();
        options.ReturnOrigins.Add("https://www.example.com");

        Assert.Equal(isAllowed, new ReturnUrls(Options.Create(options)).IsAllowed(url));
    }
}
